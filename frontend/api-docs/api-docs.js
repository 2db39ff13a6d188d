// The reference of every operation, drawn from /openapi.json; nothing comes from another host.

import SwaggerUIBundle from "swagger-ui-dist/swagger-ui-es-bundle.js";

SwaggerUIBundle({
  url: document.getElementById("api").dataset.describedAt,
  dom_id: "#api",
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  docExpansion: "list",
  filter: true,
  validatorUrl: null,
});
