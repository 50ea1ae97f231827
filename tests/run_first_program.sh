#!/bin/sh
# SPDX-License-Identifier: MIT
# The program in kizuna.h's first comment (test_door says that it is the same text) prints what it should. Argument: the program, built.
printed=$("$1") || exit 1
echo "$printed"
echo "$printed" | grep -q '^  seen  *1  *1  *1  *1$' && echo "$printed" | grep -q '2 states, 1 step. Complete'
