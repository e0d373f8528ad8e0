{{/* Pods of the services that .callers names, in this namespace. */}}
{{- define "gatehouse-common.podsOf" -}}
{{- range . }}
- podSelector:
    matchLabels:
      app.kubernetes.io/part-of: gatehouse
      app.kubernetes.io/name: {{ . }}-service
{{- end }}
{{- end }}

{{/* Those of the release's test. */}}
{{- define "gatehouse-common.testPods" -}}
- podSelector:
    matchLabels:
      app.kubernetes.io/part-of: gatehouse
      app.kubernetes.io/component: test
{{- end }}

{{/* Who may reach the service, and whom it may. What is not listed is refused. */}}
{{- define "gatehouse-common.networkPolicy" -}}
{{- $services := include "gatehouse-common.services" . | fromYaml -}}
{{- $short := include "gatehouse-common.short" . -}}
{{- $service := get $services $short -}}
{{- $policy := .Values.global.networkPolicy -}}
{{- $knative := .Values.global.knative -}}
{{- $callers := list -}}
{{- range $name, $other := $services -}}
{{- if has $short $other.calls -}}
{{- $callers = append $callers $name -}}
{{- end -}}
{{- end -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  {{- include "gatehouse-common.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels:
      {{- include "gatehouse-common.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- if $knative.enabled }}
    {{- if not $knative.from }}
    {{- fail "global.knative.from: the pods of Knative's gateway and activator; a rule for none is one for everybody" }}
    {{- end }}
    # Calls come by Knative's gateway and activator, to the proxy beside each service.
    - from:
        {{- toYaml $knative.from | nindent 8 }}
      ports:
        {{- range list 8012 8013 8112 8022 9090 9091 }}
        - port: {{ . }}
        {{- end }}
    {{- else }}
    # The proxy in front, the services that call this one, and the release's test.
    - from:
        {{- with $policy.ingressFrom }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- include "gatehouse-common.podsOf" $callers | trim | nindent 8 }}
        {{- include "gatehouse-common.testPods" . | nindent 8 }}
        {{- with .Values.networkPolicy.from }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - port: {{ $service.port }}
    {{- if ((.Values.extAuthz).enabled) }}
    {{- if not .Values.extAuthz.from }}
    {{- fail "extAuthz.from: the pods of Envoy" }}
    {{- end }}
    # Envoy, and nobody else.
    - from:
        {{- toYaml .Values.extAuthz.from | nindent 8 }}
      ports:
        - port: {{ .Values.extAuthz.port }}
    {{- end }}
    # Whoever watches. The probes come from the node, which no policy stops.
    - from:
        {{- with $policy.monitoringFrom }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- include "gatehouse-common.testPods" . | nindent 8 }}
      ports:
        - port: {{ $service.managementPort }}
    {{- end }}
  egress:
    # Names; the pods that know them listen on 5353 in OpenShift.
    - ports:
        {{- range list 53 5353 }}
        - port: {{ . }}
          protocol: UDP
        - port: {{ . }}
          protocol: TCP
        {{- end }}
    {{- if $knative.enabled }}
    - to:
        {{- toYaml $knative.from | nindent 8 }}
    {{- else }}
    # The services that this one calls.
    {{- range $service.calls }}
    - to:
        {{- include "gatehouse-common.podsOf" (list .) | trim | nindent 8 }}
      ports:
        - port: {{ (get $services .).port }}
    {{- end }}
    {{- end }}
    {{- if $service.database }}
    # PostgreSQL.
    - ports:
        - port: {{ .Values.global.database.port }}
      {{- if .Values.global.database.cluster }}
      to:
        - podSelector:
            matchLabels:
              cnpg.io/cluster: {{ include "gatehouse-common.database.cluster" . }}
      {{- end }}
    {{- end }}
    # Redis.
    - ports:
        - port: {{ .Values.global.redis.port }}
      {{- if .Values.global.redis.server }}
      to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/part-of: gatehouse
              app.kubernetes.io/component: redis
      {{- end }}
    {{- with .Values.global.tracing.endpoint }}
    # Whoever collects traces: the port that the address says, else that of its scheme.
    {{- $collector := urlParse . }}
    - ports:
        - port: {{ regexFind "[0-9]+$" (regexFind ":[0-9]+$" $collector.host) | default (eq $collector.scheme "https" | ternary 443 80) }}
    {{- end }}
    {{- if (.Values.mail).from }}
    # The mail server.
    - ports:
        - port: {{ .Values.mail.port }}
    {{- end }}
    {{- if .Values.networkPolicy.internet }}
    # Public addresses.
    - ports:
        - port: 443
      to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
        - ipBlock:
            cidr: ::/0
            except: ["fc00::/7", "fe80::/10"]
    {{- end }}
    {{- with .Values.networkPolicy.to }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
