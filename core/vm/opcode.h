/* The instruction table lies in compile, which reads it too. */
#ifndef HS_VM_OPCODE_H
#define HS_VM_OPCODE_H

#include "compile/opcode.h"

#endif
