// The console works without any of this: script only adds comfort.

import "htmx.org";
import "./scripts/bulk.js";
import "./scripts/copy.js";
import "./scripts/dialogs.js";
import "./scripts/drop.js";
import "./scripts/upload_progress.js";
import "./scripts/file_limits.js";
import "./scripts/forms.js";
import "./scripts/grid.js";
import "./scripts/keys.js";
import "./scripts/label_designer.js";
import "./scripts/materials.js";
import "./scripts/menus.js";
import "./scripts/narrow.js";
import "./scripts/palette.js";
import "./scripts/redraw.js";
import "./scripts/sections.js";
import "./scripts/theme.js";
import "./scripts/times.js";
import "./scripts/uploads.js";
