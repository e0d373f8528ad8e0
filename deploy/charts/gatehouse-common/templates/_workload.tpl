{{/* All objects of one service. */}}
{{- define "gatehouse-common.objects" -}}
{{- $knative := .Values.global.knative.enabled -}}
{{ include "gatehouse-common.serviceAccount" . }}
{{- include "gatehouse-common.secrets" . }}
---
{{- if $knative }}
{{ include "gatehouse-common.knativeService" . }}
{{- else }}
{{ include "gatehouse-common.deployment" . }}
---
{{ include "gatehouse-common.httpService" . }}
---
{{ include "gatehouse-common.managementService" . }}
{{- if .Values.podDisruptionBudget.enabled }}
---
{{ include "gatehouse-common.podDisruptionBudget" . }}
{{- end }}
{{- if .Values.keda.enabled }}
---
{{ include "gatehouse-common.scaledObject" . }}
{{- else if .Values.autoscaling.enabled }}
---
{{ include "gatehouse-common.horizontalPodAutoscaler" . }}
{{- end }}
{{- if .Values.global.serviceMonitor.enabled }}
---
{{ include "gatehouse-common.serviceMonitor" . }}
{{- end }}
{{- end }}
{{- if .Values.global.networkPolicy.enabled }}
---
{{ include "gatehouse-common.networkPolicy" . }}
{{- end }}
{{- end }}

{{- define "gatehouse-common.metadata" -}}
name: {{ include "gatehouse-common.fullname" . }}
labels:
  {{- include "gatehouse-common.labels" . | nindent 2 }}
{{- end }}

{{/* No service asks Kubernetes for anything. */}}
{{- define "gatehouse-common.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
  {{- with .Values.serviceAccountAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}

{{- define "gatehouse-common.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
spec:
  {{- if not (or .Values.autoscaling.enabled .Values.keda.enabled) }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      {{- include "gatehouse-common.selector" . | nindent 6 }}
  template:
    metadata:
      {{- include "gatehouse-common.podMetadata" . | nindent 6 }}
      {{- with .Values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      {{- include "gatehouse-common.podSpec" . | nindent 6 }}
{{- end }}

{{/* Reached in the cluster alone: the Gateway leads the public paths to it. */}}
{{- define "gatehouse-common.knativeService" -}}
apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: {{ include "gatehouse-common.fullname" . }}
  labels:
    {{- include "gatehouse-common.labels" . | nindent 4 }}
    networking.knative.dev/visibility: cluster-local
spec:
  template:
    metadata:
      {{- include "gatehouse-common.podMetadata" . | nindent 6 }}
      annotations:
        autoscaling.knative.dev/min-scale: {{ .Values.knative.minScale | quote }}
        autoscaling.knative.dev/max-scale: {{ .Values.knative.maxScale | quote }}
        {{- with .Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      {{- include "gatehouse-common.podSpec" . | nindent 6 }}
{{- end }}

{{/* What others ask. The management port is none of it. */}}
{{- define "gatehouse-common.httpService" -}}
{{- $service := include "gatehouse-common.service" . | fromYaml -}}
apiVersion: v1
kind: Service
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
spec:
  selector:
    {{- include "gatehouse-common.selector" . | nindent 4 }}
  ports:
    - name: http
      port: {{ $service.port }}
      targetPort: http
      appProtocol: http
    {{- if ((.Values.extAuthz).enabled) }}
    - name: grpc
      port: {{ .Values.extAuthz.port }}
      targetPort: grpc
      appProtocol: kubernetes.io/h2c
    {{- end }}
{{- end }}

{{/* Health and metrics, for whoever watches: without an address of its own, and never routed to. */}}
{{- define "gatehouse-common.managementService" -}}
{{- $service := include "gatehouse-common.service" . | fromYaml -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "gatehouse-common.fullname" . }}-management
  labels:
    {{- include "gatehouse-common.labels" . | nindent 4 }}
    app.kubernetes.io/component: management
spec:
  clusterIP: None
  # Who is not ready is watched all the more.
  publishNotReadyAddresses: true
  selector:
    {{- include "gatehouse-common.selector" . | nindent 4 }}
  ports:
    - name: management
      port: {{ $service.managementPort }}
      targetPort: management
{{- end }}

{{- define "gatehouse-common.serviceMonitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ include "gatehouse-common.fullname" . }}
  labels:
    {{- include "gatehouse-common.labels" . | nindent 4 }}
    {{- with .Values.global.serviceMonitor.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  selector:
    matchLabels:
      {{- include "gatehouse-common.selector" . | nindent 6 }}
      app.kubernetes.io/component: management
  endpoints:
    - port: management
      path: /q/metrics
      interval: {{ .Values.global.serviceMonitor.interval }}
{{- end }}

{{/* One at a time is taken from its node, whatever the number of replicas. */}}
{{- define "gatehouse-common.podDisruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
spec:
  maxUnavailable: {{ .Values.podDisruptionBudget.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "gatehouse-common.selector" . | nindent 6 }}
{{- end }}

{{- define "gatehouse-common.horizontalPodAutoscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "gatehouse-common.fullname" . }}
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .Values.autoscaling.targetCpu }}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: {{ .Values.autoscaling.patienceSeconds }}
{{- end }}

{{- define "gatehouse-common.scaledObject" -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
spec:
  scaleTargetRef:
    name: {{ include "gatehouse-common.fullname" . }}
  minReplicaCount: {{ .Values.autoscaling.minReplicas }}
  maxReplicaCount: {{ .Values.autoscaling.maxReplicas }}
  cooldownPeriod: {{ .Values.autoscaling.patienceSeconds }}
  triggers:
    - type: cpu
      metricType: Utilization
      metadata:
        value: {{ .Values.autoscaling.targetCpu | quote }}
    {{- with .Values.keda.triggers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
