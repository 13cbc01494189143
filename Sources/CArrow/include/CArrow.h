// The C ABIs through which engines are called: Arrow's C data and C stream interfaces and ADBC 1.1.
//
// Declarations only. Nothing is linked: the functions come out of libraries that are opened at run time.
// Layouts follow the published specifications (arrow.apache.org: "The Arrow C data interface", "The Arrow C
// stream interface", "ADBC API Standard"); the assertions at the end of each file hold them.

#pragma once

#include "Adbc.h"
#include "Arrow.h"
