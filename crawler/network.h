/* Whether this machine has a network at all: what tells a site that is down from a line of ours that is. */
#ifndef OIT_CRAWLER_NETWORK_H
#define OIT_CRAWLER_NETWORK_H

#include <stdbool.h>

/*
 * Is there a way out of this machine, and does a name server answer, whatever it says?  Asks for the name
 * servers of the root and of Thailand, of no site; waits a few seconds where nobody answers.
 */
bool network_there(void);

#endif
