using System.Diagnostics;
using System.Net;
using Platen.TestKit.Directories;

namespace Platen.TestKit.Mail;

/// <summary>
/// A real mail server (aiosmtpd, Debian's python3-aiosmtpd) on a free port of 127.0.0.1, with TLS by a CA of its own and a login. It takes mail of whoever has logged in over TLS, refuses nobody@ for good and later@ for now, and keeps
/// what it took.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string UserName = "platen";
    public const string Password = "s3cret of the mail server";

    private const string Program = """
        import asyncio, os, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult

        folder, port, cert, key, way, logins = sys.argv[1:]
        count = 0

        class Box:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody@"):
                    return "550 5.1.1 no such mailbox"
                if address.startswith("later@"):
                    return "451 4.3.0 come again"
                envelope.rcpt_tos.append(address)
                return "250 2.1.5 OK"

            async def handle_DATA(self, server, session, envelope):
                global count
                count += 1
                name = os.path.join(folder, "%06d" % count)
                with open(name + ".part", "wb") as file:
                    file.write(("X-MailFrom: %s\r\nX-RcptTo: %s\r\n" % (envelope.mail_from, ", ".join(envelope.rcpt_tos))).encode())
                    file.write(envelope.content)
                os.rename(name + ".part", name + ".eml")
                return "250 2.0.0 taken as number %d" % count

        def login(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b"USER", b"PASSWORD"))

        async def main():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(cert, key)
            excluded = [] if logins == "PLAIN,LOGIN" else ["PLAIN"]
            def make():
                return SMTP(Box(), hostname="mail.test", ident="peer", authenticator=login, auth_required=way != "none", auth_require_tls=way == "starttls", auth_exclude_mechanism=excluded,
                            tls_context=context if way == "starttls" else None, require_starttls=way == "starttls")
            server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", int(port), ssl=context if way == "tls" else None)
            await server.serve_forever()

        asyncio.run(main())
        """;

    private readonly string _folder;
    private readonly PeerProcess _process;

    private MailServer(string folder, TestCa ca, int port, PeerProcess process) => (_folder, Ca, Port, _process) = (folder, ca, port, process);

    /// <summary>Its CA, which nobody trusts who was not told to.</summary>
    public TestCa Ca { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>The messages that it has taken, each with two lines of its envelope before it.</summary>
    public IReadOnlyList<string> Messages => [.. Directory.GetFiles(Path.Combine(_folder, "box"), "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>Starts one.</summary>
    /// <param name="way">tls: from the first byte; starttls; or none, and then without a login.</param>
    /// <param name="names">What its certificate names; localhost and 127.0.0.1 when nothing is given.</param>
    /// <param name="port">Its port; 0: a free one.</param>
    /// <param name="loginOnly">It knows AUTH LOGIN only.</param>
    public static async Task<MailServer> StartAsync(string way = "tls", string[]? names = null, int port = 0, bool loginOnly = false)
    {
        var folder = Directory.CreateTempSubdirectory("platen-mailserver-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "box"));
        var ca = new TestCa(folder);
        var (certificate, key) = ca.Issue("server", names ?? ["localhost", "127.0.0.1"]);
        var program = Path.Combine(folder, "server.py");
        await File.WriteAllTextAsync(program, Program.Replace("USER", UserName, StringComparison.Ordinal).Replace("PASSWORD", Password, StringComparison.Ordinal));
        port = port == 0 ? PeerProcess.FreePort() : port;
        var process = await PeerProcess.StartAsync(
            "/usr/bin/python3", [program, Path.Combine(folder, "box"), $"{port}", certificate, key, way, loginOnly ? "LOGIN" : "PLAIN,LOGIN"], new IPEndPoint(IPAddress.Loopback, port));
        return new MailServer(folder, ca, port, process);
    }

    /// <summary>Waits for a message with these words in it, as its reader would see it.</summary>
    public async Task<ReceivedMail> WaitAsync(string to, string words, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < (limit ?? TimeSpan.FromSeconds(30)))
        {
            if (Messages.Select(ReceivedMail.Read).FirstOrDefault(mail => mail.To == to && (mail.Subject + mail.Text).Contains(words, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"No mail to {to} with '{words}' came; there are: {string.Join(" | ", Messages.Select(ReceivedMail.Read).Select(mail => $"{mail.To}: {mail.Subject}"))}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
