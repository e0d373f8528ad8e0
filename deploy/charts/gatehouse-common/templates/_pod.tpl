{{/* A container as the restricted Pod Security Standard has it, and with nothing of its own disk to write to. */}}
{{- define "gatehouse-common.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "gatehouse-common.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.global.runAsUser }}
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* The pod's specification: of a Deployment, and of a Knative Service, which allows less. */}}
{{- define "gatehouse-common.podSpec" -}}
{{- $service := include "gatehouse-common.service" . | fromYaml -}}
{{- $knative := .Values.global.knative.enabled -}}
{{- $management := $knative | ternary $service.managementPort "management" -}}
{{- $authority := and $service.database (include "gatehouse-common.database.authority" .) -}}
{{- $theme := $service.pages | ternary .Values.global.theme.configMap "" -}}
serviceAccountName: {{ include "gatehouse-common.fullname" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.global.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- if not $knative }}
# The time in which it is no more asked, then that in which it answers what it was asked, and some more.
terminationGracePeriodSeconds: {{ add .Values.global.shutdown.delaySeconds .Values.global.shutdown.drainSeconds 10 }}
securityContext:
  {{- include "gatehouse-common.podSecurity" . | nindent 2 }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .Values.topologySpread.enabled }}
topologySpreadConstraints:
  {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ $key }}
    maxSkew: 1
    whenUnsatisfiable: {{ $.Values.topologySpread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "gatehouse-common.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- else }}
timeoutSeconds: {{ .Values.global.knative.timeoutSeconds }}
{{- with .Values.knative.containerConcurrency }}
containerConcurrency: {{ . }}
{{- end }}
{{- end }}
containers:
  - name: {{ .Chart.Name }}
    image: {{ include "gatehouse-common.image" . | quote }}
    imagePullPolicy: {{ .Values.global.image.pullPolicy }}
    securityContext:
      {{- include "gatehouse-common.containerSecurity" . | nindent 6 }}
      {{- if $knative }}
      {{- with .Values.global.runAsUser }}
      runAsUser: {{ . }}
      {{- end }}
      {{- end }}
    ports:
      {{- if $knative }}
      - name: http1
        containerPort: {{ $service.port }}
      {{- else }}
      - name: http
        containerPort: {{ $service.port }}
      - name: management
        containerPort: {{ $service.managementPort }}
      {{- if ((.Values.extAuthz).enabled) }}
      - name: grpc
        containerPort: {{ .Values.extAuthz.port }}
      {{- end }}
      {{- end }}
    env:
      {{- include "gatehouse-common.env" . | nindent 6 }}
    resources:
      {{- get .Values.resources (include "gatehouse-common.form" .) | toYaml | nindent 6 }}
    # It has started once the database is as this version needs it and it listens.
    startupProbe:
      httpGet:
        path: /q/health/started
        port: {{ $management }}
      periodSeconds: 2
      timeoutSeconds: 3
      failureThreshold: {{ div .Values.startupSeconds 2 }}
    livenessProbe:
      httpGet:
        path: /q/health/live
        port: {{ $management }}
      periodSeconds: 10
      timeoutSeconds: 3
      failureThreshold: 3
    # Not ready while PostgreSQL or Redis is away, nor from the moment on in which it is told to end.
    readinessProbe:
      httpGet:
        path: /q/health/ready
        port: {{ $management }}
      periodSeconds: 2
      timeoutSeconds: 5
      failureThreshold: 2
    volumeMounts:
      # Native libraries are unpacked there, and imports of users rest there.
      - name: tmp
        mountPath: /tmp
      {{- if $authority }}
      - name: postgresql-authority
        mountPath: /etc/gatehouse/postgresql
        readOnly: true
      {{- end }}
      {{- if $theme }}
      - name: theme
        mountPath: /etc/gatehouse/theme
        readOnly: true
      {{- end }}
      {{- if ((.Values.clientAuthorities).configMap) }}
      - name: client-authorities
        mountPath: /etc/gatehouse/authorities
        readOnly: true
      {{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: {{ .Values.tmpSize }}
  {{- if $authority }}
  - name: postgresql-authority
    secret:
      secretName: {{ include "gatehouse-common.database.authority" . }}
      items:
        - key: ca.crt
          path: ca.crt
  {{- end }}
  {{- if $theme }}
  - name: theme
    configMap:
      name: {{ $theme }}
  {{- end }}
  {{- with (.Values.clientAuthorities).configMap }}
  - name: client-authorities
    configMap:
      name: {{ . }}
  {{- end }}
{{- end }}

{{- define "gatehouse-common.podMetadata" -}}
labels:
  {{- include "gatehouse-common.labels" . | nindent 2 }}
  app.kubernetes.io/component: service
  {{- with .Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
