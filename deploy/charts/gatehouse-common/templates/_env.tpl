{{/* What the service is told. Each name is a setting that it knows; a test proves it. */}}
{{- define "gatehouse-common.env" -}}
{{- $service := include "gatehouse-common.service" . | fromYaml -}}
{{- $external := .Values.global.secrets.external.enabled -}}
{{- $internal := include "gatehouse-common.secret.internal" . -}}
{{- if and .Chart.IsRoot (not .Values.global.secrets.existingInternal) }}
{{- fail "global.secrets.existingInternal: a service that is installed by itself needs the secret that all four share" }}
{{- end -}}
- name: GATEHOUSE_ISSUER
  value: {{ required "global.issuer: the public origin, such as https://login.example.com" .Values.global.issuer | quote }}
- name: GATEHOUSE_BIND
  value: {{ .Values.global.bind | quote }}
- name: GATEHOUSE_PORT
  value: {{ $service.port | quote }}
- name: GATEHOUSE_MANAGEMENT_PORT
  value: {{ $service.managementPort | quote }}
{{- range $short := list "identity" "token" "session" "oauth" }}
- name: GATEHOUSE_{{ upper $short }}_URL
  value: {{ include "gatehouse-common.url" (dict "root" $ "short" $short) | quote }}
{{- end }}
- name: GATEHOUSE_INTERNAL_SECRETS
  {{- include "gatehouse-common.from" (dict "secret" $internal "key" "GATEHOUSE_INTERNAL_SECRETS") | nindent 2 }}
{{- range $key := keys $service.secrets | sortAlpha }}
- name: {{ $key }}
  {{- include "gatehouse-common.from" (dict "secret" (include "gatehouse-common.secret.own" $) "key" $key) | nindent 2 }}
{{- end }}
{{- if $service.database }}
{{- $database := .Values.global.database }}
{{- if not (or .Values.database.existingSecret $external $database.cluster) }}
{{- fail "database.existingSecret: the secret with the role's username and password in PostgreSQL" }}
{{- end }}
{{- if and (hasPrefix "verify" $database.sslMode) (not (include "gatehouse-common.database.authority" .)) }}
{{- fail "global.database.caSecret: a certificate is verified by its authority; or let global.database.sslMode be require" }}
{{- end }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  {{- $query := printf "sslmode=%s" $database.sslMode }}
  {{- if include "gatehouse-common.database.authority" . }}
  {{- $query = printf "%s&sslrootcert=/etc/gatehouse/postgresql/ca.crt" $query }}
  {{- end }}
  value: {{ printf "jdbc:postgresql://%s:%v/%s?%s" (include "gatehouse-common.database.host" .) $database.port $database.name $query | quote }}
- name: QUARKUS_DATASOURCE_USERNAME
  {{- include "gatehouse-common.from" (dict "secret" (include "gatehouse-common.secret.database" .) "key" "username") | nindent 2 }}
- name: QUARKUS_DATASOURCE_PASSWORD
  {{- include "gatehouse-common.from" (dict "secret" (include "gatehouse-common.secret.database" .) "key" "password") | nindent 2 }}
{{- end }}
{{- if not (or .Values.global.redis.existingSecret (and (not .Chart.IsRoot) (or .Values.global.redis.server $external))) }}
{{- fail "global.redis.existingSecret: the secret whose key url says where Redis is; or let global.redis.server of the chart gatehouse be true" }}
{{- end }}
- name: QUARKUS_REDIS_HOSTS
  {{- include "gatehouse-common.from" (dict "secret" (include "gatehouse-common.secret.redis" .) "key" "url") | nindent 2 }}
- name: QUARKUS_SHUTDOWN_DELAY
  value: {{ printf "PT%vS" .Values.global.shutdown.delaySeconds | quote }}
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "PT%vS" .Values.global.shutdown.drainSeconds | quote }}
- name: GATEHOUSE_LOG_JSON
  value: {{ .Values.global.logs.json | quote }}
{{- with .Values.global.tracing }}
{{- if .endpoint }}
- name: QUARKUS_OTEL_SDK_DISABLED
  value: "false"
- name: QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
- name: QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL
  value: {{ .protocol | quote }}
- name: QUARKUS_OTEL_TRACES_SAMPLER_ARG
  value: {{ .ratio | quote }}
{{- end }}
{{- end }}
{{- with .Values.mail }}
{{- if .from }}
- name: GATEHOUSE_MAIL_FROM
  value: {{ .from | quote }}
- name: QUARKUS_MAILER_HOST
  value: {{ required "mail.host: the mail server, where mail.from is set" .host | quote }}
- name: QUARKUS_MAILER_PORT
  value: {{ .port | quote }}
- name: QUARKUS_MAILER_START_TLS
  value: {{ .startTls | quote }}
- name: QUARKUS_MAILER_TLS
  value: {{ .tls | quote }}
{{- if .authenticated }}
{{- if not (or .existingSecret $external) }}
{{- fail "mail.existingSecret: the secret with the username and password for the mail server" }}
{{- end }}
- name: QUARKUS_MAILER_USERNAME
  {{- include "gatehouse-common.from" (dict "secret" (include "gatehouse-common.secret.mail" $) "key" "username") | nindent 2 }}
- name: QUARKUS_MAILER_PASSWORD
  {{- include "gatehouse-common.from" (dict "secret" (include "gatehouse-common.secret.mail" $) "key" "password") | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
{{- if ((.Values.extAuthz).enabled) }}
{{- if .Values.global.knative.enabled }}
{{- fail "extAuthz.enabled: a Knative Service has one port alone; Envoy's ext_authz can ask /verify over HTTP" }}
{{- end }}
- name: GATEHOUSE_TOKEN_EXT_AUTHZ_PORT
  value: {{ .Values.extAuthz.port | quote }}
{{- end }}
{{- if and $service.pages .Values.global.theme.configMap }}
- name: GATEHOUSE_THEME_DIRECTORY
  value: /etc/gatehouse/theme
{{- end }}
{{- if ((.Values.clientAuthorities).configMap) }}
- name: GATEHOUSE_OAUTH_PROOF_CERTIFICATE_AUTHORITIES
  value: /etc/gatehouse/authorities/authorities.pem
{{- end }}
{{- if eq (include "gatehouse-common.form" .) "jvm" }}
- name: JAVA_TOOL_OPTIONS
  value: {{ .Values.javaOptions | quote }}
{{- end }}
{{- $settings := merge (dict) .Values.settings .Values.global.settings }}
{{- range $key := keys $settings | sortAlpha }}
{{- $value := get $settings $key }}
{{- /* A large number would become 1e+06. */ -}}
{{- if and (kindIs "float64" $value) (eq $value (floor $value)) }}
{{- $value = printf "%.0f" $value }}
{{- end }}
- name: {{ $key }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "gatehouse-common.from" -}}
valueFrom:
  secretKeyRef:
    name: {{ .secret }}
    key: {{ .key }}
{{- end }}
