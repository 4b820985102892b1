importScripts('/offline-worker.js')

keepApp({
  name: 'field',
  page: '/field/',
  opens: /^\/field(?:\/|$)/,
  isOwn: () => true,
  answers:
    /^\/api\/v1\/(me|settings|organizations|categories|places|appeals)(\/(?!track)[\w/-]*)?$|^\/api\/v1\/files\/[0-9a-f]{64}$/,
  answerLimit: 300,
  first: [],
})
