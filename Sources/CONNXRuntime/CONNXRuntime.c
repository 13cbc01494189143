// Declarations only: the functions are looked up at run time.
#include "CONNXRuntime.h"
