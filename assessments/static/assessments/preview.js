// An item as a candidate meets it, on the page of those who write it.

import { comfort } from "./comfort.js";

comfort(document);
