/*
 * "alerts:" of the configuration file: who is told what, how, and how patient we are.  Everything is checked
 * when it is read; the secrets it names are read when they are needed.
 */
#ifndef OIT_CLI_ALERT_CONFIG_H
#define OIT_CLI_ALERT_CONFIG_H

#include "alert/plan.h"
#include "rules/yaml.h"

/* What holds where the file is silent. */
void alert_config_default(struct alert_plan *p);
/* Read the mapping into p; strings live in y->keep. -1 and y->e at the first fault. */
int alert_config_read(const struct yaml *y, const struct node *map, struct alert_plan *p);

/* May a webhook be asked at this address? */
bool alert_config_url(struct str url);

#endif
