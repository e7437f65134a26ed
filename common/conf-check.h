// conf-check.h - what must hold between the keys of a configuration
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"

// Checks conf as a whole and reads its password files. Fails with
// PSQ_ERR_CONFIG, "path:line: what is wrong" (see psq_conf_load).
bool psq_conf_check(PsqConf *conf, GError **error) G_GNUC_WARN_UNUSED_RESULT;
