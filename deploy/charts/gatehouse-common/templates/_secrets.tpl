{{/*
A secret of the name .name: from a store outside, or made up once. What a secret of that name holds already is kept, so an
upgrade changes nothing; .values says of each key how it is made up: key (32 bytes, base64), text (43 letters and digits),
or the value itself after "=". .type is the secret's, .at where it lies in the store, .root a chart's context.
*/}}
{{- define "gatehouse-common.secret" -}}
{{- $root := .root -}}
{{- $external := $root.Values.global.secrets.external -}}
{{- if $external.enabled -}}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ .name }}
  labels:
    {{- include "gatehouse-common.labels" $root | nindent 4 }}
spec:
  refreshInterval: {{ $external.refreshInterval }}
  secretStoreRef:
    kind: {{ $external.store.kind }}
    name: {{ required "global.secrets.external.store.name: the store of external-secrets.io" $external.store.name }}
  target:
    name: {{ .name }}
    creationPolicy: Owner
    deletionPolicy: Retain
    template:
      type: {{ .type | default "Opaque" }}
  data:
    {{- $at := printf "%s/%s" $external.path .at }}
    {{- range $key := keys .values | sortAlpha }}
    - secretKey: {{ $key }}
      remoteRef:
        key: {{ $at }}
        property: {{ $key }}
    {{- end }}
{{- else -}}
{{- $kept := dict -}}
{{- /* Where a cluster is there to be asked: rendering alone knows no kinds, and must not ask. */ -}}
{{- if or $root.Release.IsUpgrade ($root.Capabilities.APIVersions.Has "v1/Secret") -}}
{{- $kept = (lookup "v1" "Secret" $root.Release.Namespace .name).data | default dict -}}
{{- end -}}
apiVersion: v1
kind: Secret
metadata:
  name: {{ .name }}
  labels:
    {{- include "gatehouse-common.labels" $root | nindent 4 }}
  annotations:
    # What is sealed under these keys is lost with them: they outlive the release.
    helm.sh/resource-policy: keep
type: {{ .type | default "Opaque" }}
data:
  {{- range $key := keys .values | sortAlpha }}
  {{- $how := get $.values $key }}
  {{- if hasKey $kept $key }}
  {{ $key }}: {{ get $kept $key }}
  {{- else if hasPrefix "=" $how }}
  {{ $key }}: {{ trimPrefix "=" $how | b64enc }}
  {{- else if eq $how "key" }}
  {{ $key }}: {{ randBytes 32 | b64enc }}
  {{- else }}
  {{ $key }}: {{ randAlphaNum 43 | b64enc }}
  {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Those of one service: its own, and its role's in PostgreSQL. */}}
{{- define "gatehouse-common.secrets" -}}
{{- $service := include "gatehouse-common.service" . | fromYaml -}}
{{- $external := .Values.global.secrets.external.enabled -}}
{{- if and $service.secrets (not .Values.secrets.existing) }}
---
{{- $values := dict }}
{{- range $key, $how := $service.secrets }}
{{- $_ := set $values $key (eq $how "username" | ternary (printf "=%s" ($.Values.admin).username) $how) }}
{{- end }}
{{ include "gatehouse-common.secret" (dict "root" . "name" (include "gatehouse-common.secret.own" .) "at" .Chart.Name "values" $values) }}
{{- end }}
{{- if and $service.database (not .Values.database.existingSecret) (or $external .Values.global.database.cluster) }}
---
{{ include "gatehouse-common.secret" (dict "root" . "name" (include "gatehouse-common.secret.database" .) "at" (printf "%s-database" .Chart.Name) "type" "kubernetes.io/basic-auth" "values" (dict "username" (printf "=%s" (include "gatehouse-common.short" .)) "password" "text")) }}
{{- end }}
{{- if and (hasKey .Values "mail") $external }}
{{- if and .Values.mail.from .Values.mail.authenticated (not .Values.mail.existingSecret) }}
---
{{ include "gatehouse-common.secret" (dict "root" . "name" (include "gatehouse-common.secret.mail" .) "at" "mail" "type" "kubernetes.io/basic-auth" "values" (dict "username" "text" "password" "text")) }}
{{- end }}
{{- end }}
{{- end }}
