{{/* What helm test runs: that the service is ready, answers as it should, and lets nobody in who is no service. */}}
{{- define "gatehouse-common.test" -}}
{{- $service := include "gatehouse-common.service" . | fromYaml -}}
{{- $name := include "gatehouse-common.fullname" . -}}
apiVersion: v1
kind: Pod
metadata:
  name: {{ $name }}-test
  labels:
    {{- include "gatehouse-common.labels" . | replace "app.kubernetes.io/name: " "app.kubernetes.io/name: test-of-" | nindent 4 }}
    app.kubernetes.io/component: test
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.global.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    {{- include "gatehouse-common.podSecurity" . | nindent 4 }}
  containers:
    - name: test
      image: {{ include "gatehouse-common.otherImage" .Values.global.testImage | quote }}
      imagePullPolicy: {{ .Values.global.image.pullPolicy }}
      securityContext:
        {{- include "gatehouse-common.containerSecurity" . | nindent 8 }}
      resources:
        requests:
          cpu: 10m
          memory: 16Mi
        limits:
          cpu: 100m
          memory: 64Mi
      env:
        - name: SERVICE
          value: {{ include "gatehouse-common.url" (dict "root" . "short" (include "gatehouse-common.short" .)) | quote }}
      command: [sh, -euc]
      args:
        - |
          answers() {
            status=$(curl -s -o /dev/null -w '%{http_code}' --max-time 10 --retry 5 --retry-all-errors "$2") || status=none
            echo "$2 answers $status"
            case "$status" in $1) ;; *) echo "and should answer $1"; exit 1 ;; esac
          }
          {{- if not .Values.global.knative.enabled }}
          answers 200 http://{{ $name }}-management:{{ $service.managementPort }}/q/health/ready
          {{- end }}
          {{- range $path, $status := $service.answers }}
          answers {{ $status }} "$SERVICE{{ $path }}"
          {{- end }}
          # Without a service's token.
          answers '4*' "$SERVICE{{ $service.internal }}"
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 1Mi
{{- end }}
