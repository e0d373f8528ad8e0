{{/* The release, short enough for all names that are made from it. */}}
{{- define "gatehouse-common.release" -}}
{{ .Release.Name | trunc 35 | trimSuffix "-" }}
{{- end }}

{{- define "gatehouse-common.fullname" -}}
{{ include "gatehouse-common.release" . }}-{{ .Chart.Name }}
{{- end }}

{{/* By which Services and policies find the pods of a service: they stay the same over all versions. */}}
{{- define "gatehouse-common.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Of every object; root is a chart's context, component what the object belongs to. */}}
{{- define "gatehouse-common.labels" -}}
{{ include "gatehouse-common.selector" . }}
app.kubernetes.io/part-of: gatehouse
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* The names of the secrets: those that exist already, else those that the charts make. */}}
{{- define "gatehouse-common.secret.internal" -}}
{{ .Values.global.secrets.existingInternal | default (printf "%s-internal" (include "gatehouse-common.release" .)) }}
{{- end }}

{{- define "gatehouse-common.secret.own" -}}
{{ .Values.secrets.existing | default (include "gatehouse-common.fullname" .) }}
{{- end }}

{{- define "gatehouse-common.secret.database" -}}
{{ .Values.database.existingSecret | default (printf "%s-database" (include "gatehouse-common.fullname" .)) }}
{{- end }}

{{- define "gatehouse-common.secret.redis" -}}
{{ .Values.global.redis.existingSecret | default (printf "%s-redis" (include "gatehouse-common.release" .)) }}
{{- end }}

{{- define "gatehouse-common.secret.mail" -}}
{{ .Values.mail.existingSecret | default (printf "%s-mail" (include "gatehouse-common.fullname" .)) }}
{{- end }}

{{/* The CloudNativePG cluster that the umbrella makes. */}}
{{- define "gatehouse-common.database.cluster" -}}
{{ include "gatehouse-common.release" . }}-postgresql
{{- end }}

{{- define "gatehouse-common.database.host" -}}
{{- if .Values.global.database.cluster -}}
{{ include "gatehouse-common.database.cluster" . }}-rw
{{- else -}}
{{ required "global.database.host: where PostgreSQL is; or let global.database.cluster be true" .Values.global.database.host }}
{{- end }}
{{- end }}

{{/* The secret with the certificate of the authority that PostgreSQL's certificate is from; empty for none. */}}
{{- define "gatehouse-common.database.authority" -}}
{{- if .Values.global.database.caSecret -}}
{{ .Values.global.database.caSecret }}
{{- else if .Values.global.database.cluster -}}
{{ include "gatehouse-common.database.cluster" . }}-ca
{{- end }}
{{- end }}

{{/* The public host, which the issuer says. */}}
{{- define "gatehouse-common.host" -}}
{{- $issuer := required "global.issuer: the public origin, such as https://login.example.com" .Values.global.issuer -}}
{{ (urlParse $issuer).hostname }}
{{- end }}

{{/* Where the service that .short names is reached in the cluster; .root is a chart's context. */}}
{{- define "gatehouse-common.url" -}}
{{- $given := get .root.Values.global.services .short -}}
{{- $name := printf "%s-%s-service" (include "gatehouse-common.release" .root) .short -}}
{{- if $given -}}
{{ $given }}
{{- else if .root.Values.global.knative.enabled -}}
http://{{ $name }}.{{ .root.Release.Namespace }}.svc.{{ .root.Values.global.knative.clusterDomain }}
{{- else -}}
http://{{ $name }}:{{ (get (include "gatehouse-common.services" .root | fromYaml) .short).port }}
{{- end }}
{{- end }}

{{/* native or jvm: how the program is built that runs. */}}
{{- define "gatehouse-common.form" -}}
{{ .Values.image.form | default .Values.global.image.form }}
{{- end }}

{{- define "gatehouse-common.image" -}}
{{- $name := .Values.image.repository -}}
{{- with .Values.global.image.registry -}}
{{- $name = printf "%s/%s" (trimSuffix "/" .) $name -}}
{{- end -}}
{{- if .Values.image.digest -}}
{{ $name }}@{{ .Values.image.digest }}
{{- else -}}
{{ $name }}:{{ .Values.image.tag | default .Values.global.image.tag | default .Chart.AppVersion }}-{{ include "gatehouse-common.form" . }}
{{- end }}
{{- end }}

{{/* An image of somebody else: by its digest, where there is one. */}}
{{- define "gatehouse-common.otherImage" -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag }}
{{- end }}
{{- end }}
