{{- define "database-users.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* A pod that does the work. Its first container writes the password into the secret, its second one into the database, so that a
try that fails in between is made good by the next one. `rotate`: whether a password that is there already is replaced. */}}
{{- define "database-users.pod" -}}
serviceAccountName: "{{ .Chart.Name }}"
automountServiceAccountToken: false
enableServiceLinks: false
restartPolicy: Never # a pod gets the credentials of its role when it is admitted, or never: each try is a new pod
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile:
    type: RuntimeDefault
initContainers:
  - name: secret
    image: "{{ .Values.images.curl }}"
    imagePullPolicy: IfNotPresent
    command: [/bin/sh, /files/secret.sh]
    env:
      - name: REGION
        value: "{{ .Values.region }}"
      - name: SECRET
        value: "{{ .Values.secretArn }}"
      - name: APP_USER
        value: "{{ .Values.user }}"
      - name: ROTATE
        value: "{{ .rotate }}"
    resources:
      requests: { cpu: 10m, memory: 16Mi }
      limits: { cpu: 100m, memory: 64Mi }
    securityContext:
      {{- include "database-users.restricted" . | nindent 6 }}
    volumeMounts:
      - { name: files, mountPath: /files, readOnly: true }
      - { name: work, mountPath: /scratch }
containers:
  - name: database
    image: "{{ .Values.images.psql }}"
    imagePullPolicy: IfNotPresent
    command: [/bin/sh, /files/database.sh]
    env:
      - name: PGHOST
        value: "{{ .Values.host }}"
      - name: PGPORT
        value: "{{ .Values.port }}"
      - name: PGDATABASE
        value: "{{ .Values.database }}"
      - name: PGSSLMODE
        value: verify-full
      - name: PGSSLROOTCERT
        value: /scratch/certificates.pem
      - name: APP_USER
        value: "{{ .Values.user }}"
    resources:
      requests: { cpu: 10m, memory: 32Mi }
      limits: { cpu: 200m, memory: 128Mi }
    securityContext:
      {{- include "database-users.restricted" . | nindent 6 }}
    volumeMounts:
      - { name: files, mountPath: /files, readOnly: true }
      - { name: work, mountPath: /scratch, readOnly: true }
      - { name: master, mountPath: /master, readOnly: true }
volumes:
  - name: files
    configMap:
      name: "{{ .Chart.Name }}"
  - name: work
    emptyDir:
      medium: Memory
      sizeLimit: 8Mi
  - name: master
    csi:
      driver: secrets-store.csi.k8s.io
      readOnly: true
      volumeAttributes:
        secretProviderClass: "{{ .Chart.Name }}"
{{- end }}
