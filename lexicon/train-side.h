// train-side.h - which items are trained on, which are kept for measuring
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>

// A tenth is kept: by its id alone, so that an item stays on its side whatever
// is added.
bool psq_train_keeps(const char *id);

// 0 to 99, likewise: for training with a part of the items.
guint psq_train_share(const char *id);
