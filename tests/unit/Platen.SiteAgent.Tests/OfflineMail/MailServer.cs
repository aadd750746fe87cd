using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.SiteAgent.OfflineMail;
using Platen.SiteAgent.Tests.Delivery;

namespace Platen.SiteAgent.Tests.OfflineMail;

/// <summary>The customer's mail server: aiosmtpd, which keeps messages in a Maildir, with TLS and a login.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string UserName = "mfp";
    public const string Password = "s3cret of the mail server";

    // takes mail of whoever has logged in, over TLS only; refuses one recipient
    private const string Handler = """
        from aiosmtpd.handlers import Mailbox
        from aiosmtpd.smtp import AuthResult
        import base64

        class Strict(Mailbox):
            async def auth_PLAIN(self, server, args):
                parts = base64.b64decode(args[1]).split(b"\0")
                return AuthResult(success=parts[1:] == [b"USER", b"PASSWORD"])

            async def handle_MAIL(self, server, session, envelope, address, options):
                if not session.authenticated or session.ssl is None:
                    return "530 5.7.0 authenticate first"
                envelope.mail_from = address
                return "250 OK"

            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody@"):
                    return "550 5.1.1 no such mailbox"
                envelope.rcpt_tos.append(address)
                return "250 OK"
        """;

    private readonly PeerProcess _process;
    private readonly string _folder;

    private MailServer(PeerProcess process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>The messages that it has taken.</summary>
    public IReadOnlyList<string> Messages => Directory.Exists(Inbox) ? [.. Directory.GetFiles(Inbox).Select(File.ReadAllText)] : [];

    private string Inbox => Path.Combine(_folder, "box", "new");

    public static async Task<MailServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("platen-mailserver-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "strict.py"), Handler.Replace("USER", UserName, StringComparison.Ordinal).Replace("PASSWORD", Password, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), Password + "\n");
        WriteCertificate(folder);
        var port = PeerProcess.FreePort();
        var process = PeerProcess.Start(
            "/usr/bin/aiosmtpd", "python3-aiosmtpd",
            ["-n", "-l", $"127.0.0.1:{port}", "--tlscert", Path.Combine(folder, "cert.pem"), "--tlskey", Path.Combine(folder, "key.pem"), "-c", "strict.Strict", Path.Combine(folder, "box")],
            ("PYTHONPATH", folder));
        await process.WaitForPortAsync(port);
        return new MailServer(process, folder, port);
    }

    /// <summary>Makes it the customer's.</summary>
    public void Configure(OfflineMailOptions options)
    {
        (options.Server, options.ServerPort, options.CaFile) = ("localhost", Port, Path.Combine(_folder, "cert.pem"));
        (options.UserName, options.PasswordFile) = (UserName, Path.Combine(_folder, "password"));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
