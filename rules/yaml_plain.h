/*
 * The way most of our rule files are written, read without libyaml: keys of letters, one text a line, lists
 * of lines behind "- ".
 */
#ifndef OIT_RULES_YAML_PLAIN_H
#define OIT_RULES_YAML_PLAIN_H

#include "rules/yaml.h"

/* The tree that libyaml's events would give of the same valid UTF-8, in a.  NULL: something in it is written
 * otherwise, or is wrong; nothing is known of the file then. */
struct node *yaml_plain(struct arena *a, struct str bytes);

#endif
