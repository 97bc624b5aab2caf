"""Certificates for the named sites: an authority made at start, and what it issues."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SIGNS = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority of one run; `ca_file` is what a client has to trust."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def ca_file(self) -> Path:
        """The authority's own certificate, PEM."""
        return self.folder / "ca.pem"

    def issue(self, names: tuple[str, ...], *, is_expired: bool = False) -> Path:
        """Issue a certificate for some names; returns a PEM file of certificate and key."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = _builder(names[0], self.certificate.subject, key.public_key(), is_expired)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        certificate = (
            builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
            .add_extension(issuer, False)
            .sign(self.key, hashes.SHA256())
        )
        path = self.folder / f"{names[0].replace('*', '_')}-{certificate.serial_number}.pem"
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + _pem(key))
        return path


def make_authority(folder: Path) -> Authority:
    """Make an authority whose files go into a folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "xunjian demo authority")])
    builder = _builder("xunjian demo authority", subject, key.public_key(), False)
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .add_extension(SIGNS, True)
        .sign(key, hashes.SHA256())
    )
    authority = Authority(folder, key, certificate)
    authority.ca_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return authority


def _builder(
    name: str, issuer: x509.Name, key: ec.EllipticCurvePublicKey, is_expired: bool
) -> x509.CertificateBuilder:
    """Valid for 200 days from yesterday, or for a year that ended three days ago."""
    now = datetime.now(UTC)
    end = now - timedelta(days=3) if is_expired else now + timedelta(days=200)
    start = end - timedelta(days=365) if is_expired else now - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False)
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
