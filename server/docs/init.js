// @ts-nocheck: SwaggerUIBundle is a global of the bundle before this file.
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  tryItOutEnabled: true,
  // The hosted validator would get our document; it stays here.
  validatorUrl: null,
});
