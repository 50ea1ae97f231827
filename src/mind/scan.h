/* SPDX-License-Identifier: MIT
 *
 * scan: does something hold in a world or in any it leads to?
 *
 * In     a root, a question about one world
 * Out    somewhere, nowhere; finished states of a scan that found nothing are marked, so that they
 *        are asked once
 */
#ifndef KZI_SCAN_H
#define KZI_SCAN_H

#include "drafts.h"

typedef enum scan_answer { SCAN_NOWHERE, SCAN_SOMEWHERE, SCAN_NO_MEMORY } scan_answer;

scan_answer kzi_scan(drafts *desk, ref root, uint8_t mark,
                     bool (*holds)(const drafts *desk, ref at, const void *context),
                     const void *context);

#endif
