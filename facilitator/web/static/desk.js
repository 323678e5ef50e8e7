/** The desk's session page; every form on it works without this. */

import "./desk/form.js";
import { watchForms } from "./desk/parts.js";
import { watchDrop } from "./desk/upload.js";
import { watchPages } from "./desk/pages.js";
import { watchOrder } from "./desk/order.js";
import { watchFacts } from "./desk/watch.js";
import { watchPlace } from "./desk/place.js";
import { watchDrafts } from "./desk/draft.js";
import { watchReview } from "./desk/draft_review.js";
import { watchCertificates } from "./desk/certificates.js";

watchForms();
watchDrop();
watchPages();
watchOrder();
watchFacts();
watchPlace();
watchDrafts();
watchReview();
watchCertificates();
