// Reads manifests (JSON: a list of {from, object}) and says on a line each what Kubernetes would not take of them: by the
// schemas of kubernetes-models, and by its types, which alone refuse a field that there is none of.
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";

const PACKAGES = {
  "external-secrets.io": "@kubernetes-models/external-secrets",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "keda.sh": "@kubernetes-models/keda",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
  "postgresql.cnpg.io": "@kubernetes-models/cloudnative-pg",
  "serving.knative.dev": "@kubernetes-models/knative",
};

const manifests = JSON.parse(readFileSync(process.argv[2], "utf8"));
const imports = new Map();
const sources = [];
const froms = [];
for (const { from, object } of manifests) {
  const { apiVersion, kind } = object;
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  const module = `${PACKAGES[group] ?? "kubernetes-models"}/${apiVersion}`;
  const where = `${from}: ${kind} ${object.metadata.name}`;
  try {
    const models = await import(module);
    new models[kind](object).validate();
  } catch (refusal) {
    console.log(`${where}: ${refusal.message}`);
    continue;
  }
  const type = `I${kind}_${imports.size}`;
  const known = imports.get(`${module} ${kind}`) ?? type;
  imports.set(`${module} ${kind}`, known);
  sources.push(`export const m${froms.length}: ${known} = ${JSON.stringify(object)};`);
  froms.push(where);
}

const heads = [...imports].map(([what, name]) => {
  const [module, kind] = what.split(" ");
  return `import type { I${kind} as ${name} } from "${module}/${kind}";`;
});
writeFileSync("manifests.ts", [...heads, ...sources].join("\n"));
const program = ts.createProgram(["manifests.ts"], {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
});
for (const found of ts.getPreEmitDiagnostics(program)) {
  const line = found.file?.getLineAndCharacterOfPosition(found.start).line ?? 0;
  const where = froms[line - heads.length] ?? "manifests.ts";
  console.log(`${where}: ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`);
}
console.log(`${manifests.length} manifests checked`);
