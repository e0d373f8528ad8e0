{{/*
The four services: where each listens, whom it calls, which secrets it needs and how they are made up, and which public
paths lead to it. A path stands for itself and all below it, and the longest counts; what is not listed is not public. The
launcher's proxy has the same table, and a test compares them. What helm test asks: the answers to public paths, and an
internal path, which is refused.
*/}}
{{- define "gatehouse-common.services" -}}
identity:
  port: 8081
  managementPort: 9081
  database: true
  pages: true
  calls: [token, session, oauth]
  secrets:
    GATEHOUSE_FACTORS_SEALING_KEYS: key
    GATEHOUSE_THROTTLE_DEVICE_KEY: key
    GATEHOUSE_ADMIN_USERNAME: username
    GATEHOUSE_ADMIN_PASSWORD: text
  answers: {/users/me: 401}
  internal: /internal/users/x
  paths:
    - /users
    - /account
    - /register
    - /recovery
    - /scim/v2
    - /groups
    - /roles
token:
  port: 8082
  managementPort: 9082
  database: true
  pages: false
  calls: [identity, session, oauth]
  secrets:
    GATEHOUSE_TOKEN_KEYS_SEALING_KEYS: key
    GATEHOUSE_TOKEN_REFRESH_KEY: key
  answers: {/.well-known/jwks.json: 200, /verify: 401}
  internal: /internal/tokens
  paths:
    - /tokens
    - /verify
    - /revocations
    - /oauth2/introspect
    - /oauth2/revoke
    - /.well-known/jwks.json
session:
  port: 8083
  managementPort: 9083
  database: false
  pages: true
  calls: [identity, token, oauth]
  secrets: {}
  answers: {/login: 200, /sessions/current: 401}
  internal: /internal/sessions/x
  paths:
    - /account/devices
    - /login
    - /logout
    - /sessions
oauth:
  port: 8084
  managementPort: 9084
  database: true
  pages: true
  calls: [identity, token, session]
  secrets:
    GATEHOUSE_OAUTH_CONNECT_ENCRYPTION_KEY: key
    GATEHOUSE_OAUTH_CONNECT_STATE_SECRET: text
    GATEHOUSE_OAUTH_MARK_SECRETS: text
    GATEHOUSE_OAUTH_SUBJECT_SALT: text
  answers: {/.well-known/openid-configuration: 200, /clients: 401}
  internal: /internal/clients/x
  paths:
    - /account/applications
    - /oauth2
    - /clients
    - /consents
    - /connect
    - /.well-known/openid-configuration
    - /.well-known/oauth-authorization-server
    - /.well-known/oauth-protected-resource
{{- end }}

{{/* identity, token, session or oauth: whose chart this is. */}}
{{- define "gatehouse-common.short" -}}
{{ trimSuffix "-service" .Chart.Name }}
{{- end }}

{{/* What the table says of the service whose chart this is. */}}
{{- define "gatehouse-common.service" -}}
{{ get (include "gatehouse-common.services" . | fromYaml) (include "gatehouse-common.short" .) | toYaml }}
{{- end }}
