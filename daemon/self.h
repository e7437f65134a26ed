// self.h - what this process is called in the database
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// "host/1234/1790000000123456": host, process id, and the time, so that no
// other process ever bears it. The caller frees it.
char *psq_self_name(void);
