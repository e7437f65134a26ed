// html-squeeze.h - attribute values made comparable
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

enum { PSQ_HTML_SQUEEZE = 1024 };

// Copies value without white space and in lower case, as far as it fits:
// "Display : None" becomes "display:none".
void psq_html_squeeze(const char *value, char ret_plain[PSQ_HTML_SQUEEZE]);
