# SPDX-License-Identifier: MIT
# find_package(kizuna) then target_link_libraries(yours PRIVATE kizuna::shared), or kizuna::static.
include("${CMAKE_CURRENT_LIST_DIR}/kizuna-targets.cmake")
