importScripts('/offline-worker.js')

// For who acts for a party: the way to its pages opens without a network, and who is signed in stays known. What the
// pages showed is kept by the app itself, each account's apart.
keepApp({
  name: 'resident',
  page: '/',
  opens: /^\/(?:mine|parties(?:\/.*)?)?$/,
  isOwn: (path) => !/^\/(?:desk|field|command)(?:\/|$)/.test(path),
  answers: /^\/api\/v1\/me$/,
  answerLimit: 1,
  first: ['/api/v1/me'],
})
