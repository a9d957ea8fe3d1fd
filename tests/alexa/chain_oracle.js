// Says of each chain whether Node's own certificates make it Alexa's. In: [{chain, root}] as JSON. Out: [true, false, …].
"use strict";

const { readFileSync } = require("node:fs");
const { X509Certificate } = require("node:crypto");

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";
const SIGNER = "echo-api.amazon.com";

function parsed(part) {
  try {
    return part.includes(END) ? new X509Certificate(BEGIN + part.slice(0, part.indexOf(END)) + END) : null;
  } catch {
    return null;
  }
}

function holds(certificate) {
  const now = Date.now();
  return new Date(certificate.validFrom) <= now && now <= new Date(certificate.validTo);
}

function issued(certificate, issuer) {
  return issuer.ca && holds(issuer) && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function leadsTo(root, certificate, others) {
  if (issued(certificate, root)) return true;
  return others.some((other) => {
    const rest = others.filter((one) => one !== other);
    return issued(certificate, other) && leadsTo(root, other, rest);
  });
}

function believed({ chain, root }) {
  const [leaf, ...others] = chain.split(BEGIN).slice(1).map(parsed);
  if (!leaf || !holds(leaf) || !leaf.checkHost(SIGNER, { wildcards: false, subject: "never" })) return false;
  const { asymmetricKeyType, asymmetricKeyDetails } = leaf.publicKey;
  if (asymmetricKeyType !== "rsa" || asymmetricKeyDetails.modulusLength < 2048) return false;
  return leadsTo(new X509Certificate(root), leaf, others.filter(Boolean));
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(believed)));
