using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Rpc.Tls;
using Platen.TestKit.Time;

namespace Platen.Rpc.Tests.Tls;

/// <summary>Certificates that a customer brings, as openssl makes them: what is wrong with them is said at the start, and a new one is taken without a restart.</summary>
public sealed class CertificateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-certificate-").FullName;

    public CertificateFileTests()
    {
        OpenSsl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", "/CN=Customer root", "-keyout", In("root.key"), "-out", In("root.pem"));
        Issue("inter", "Customer issuing CA", "root", "basicConstraints=critical,CA:TRUE", days: 20);
        Issue("leaf", "print.example.test", "inter", "subjectAltName=DNS:print.example.test,IP:192.0.2.7\nextendedKeyUsage=serverAuth", days: 10);
    }

    [Fact]
    public void Pem_WithItsIssuersAndKey_CanBeUsed()
    {
        var reading = Read(Join("chain.pem", "leaf.pem", "inter.pem", "leaf.key"), names: ["print.example.test", "192.0.2.7"]);

        reading.Faults.ShouldBeEmpty();
        reading.Certificate!.HasPrivateKey.ShouldBeTrue();
        reading.Issuers.ShouldHaveSingleItem().Subject.ShouldBe("CN=Customer issuing CA");
    }

    [Fact]
    public void Key_InAFileOfItsOwn_CanBeUsed() => Read(Join("chain.pem", "leaf.pem", "inter.pem"), key: In("leaf.key")).Faults.ShouldBeEmpty();

    [Theory]
    [InlineData("secret", true)]
    [InlineData("wrong", false)]
    public void Pfx_CanBeUsedWithItsPassword(string password, bool isRight)
    {
        OpenSsl("pkcs12", "-export", "-in", In("leaf.pem"), "-inkey", In("leaf.key"), "-certfile", In("inter.pem"), "-passout", "pass:secret", "-out", In("leaf.pfx"));
        File.WriteAllText(In("password"), password + "\n");

        var reading = Read(In("leaf.pfx"), password: In("password"));

        reading.Faults.IsEmpty.ShouldBe(isRight, string.Join(' ', reading.Faults));
        (reading.Certificate is not null).ShouldBe(isRight);
    }

    // catches: any check left out; the fault would show at the first client
    [Theory]
    [InlineData("expired", 11, "print.example.test", "expired")]
    [InlineData("early", -5, "print.example.test", "valid only from")]
    [InlineData("name", 0, "other.example.test", "does not have the name other.example.test")]
    public void Certificate_ThatClientsWouldNotTrust_IsNamed(string what, int days, string name, string words)
    {
        var reading = Read(Join(what + "-file.pem", "leaf.pem", "inter.pem", "leaf.key"), names: [name], now: TimeProvider.System.GetUtcNow().AddDays(days));

        reading.Certificate.ShouldBeNull();
        reading.Faults.ShouldContain(fault => fault.StartsWith("Agent:CertificateFile is '", StringComparison.Ordinal) && fault.Contains(words, StringComparison.Ordinal), string.Join('\n', reading.Faults));
    }

    [Fact]
    public void Certificate_WithoutItsIssuer_OrWithoutAKey_OrForClients_IsNamed()
    {
        Issue("client", "print.example.test", "inter", "subjectAltName=DNS:print.example.test\nextendedKeyUsage=clientAuth", days: 10);

        Read(Join("alone.pem", "leaf.pem", "leaf.key")).Faults.ShouldHaveSingleItem().ShouldContain("comes without the certificate of its issuer");
        Read(Join("keyless.pem", "leaf.pem", "inter.pem")).Faults.ShouldHaveSingleItem().ShouldContain("has no private key");
        Read(Join("mixed.pem", "leaf.pem", "inter.pem", "inter.key")).Faults.ShouldHaveSingleItem().ShouldContain("cannot be read");
        Read(Join("client-file.pem", "client.pem", "inter.pem", "client.key")).Faults.ShouldHaveSingleItem().ShouldContain("not made for servers");
        Read(In("nowhere.pem")).Faults.ShouldHaveSingleItem().ShouldContain("cannot be opened");
    }

    // mutant: the file read at the start only
    [Fact]
    public void Renewal_IsSeenWithoutARestart_AndABadOneIsNotTaken()
    {
        var time = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var file = Join("live.pem", "leaf.pem", "inter.pem", "leaf.key");
        var live = new ReloadedCertificate(new CertificateFileOptions("Agent", file, "", ""), [], time, NullLogger.Instance);
        var first = live.Current.TargetCertificate.SerialNumber;

        Replace(file, "no certificate at all");
        time.Advance(ReloadedCertificate.LookEvery);
        live.Current.TargetCertificate.SerialNumber.ShouldBe(first);
        Issue("next", "print.example.test", "inter", "subjectAltName=DNS:print.example.test", days: 15);
        Replace(file, File.ReadAllText(Join("new.pem", "next.pem", "inter.pem", "next.key")));
        time.Advance(ReloadedCertificate.LookEvery);

        live.Current.TargetCertificate.SerialNumber.ShouldNotBe(first);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private int _stamps;

    private void Replace(string file, string text)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(++_stamps * 5));
    }

    private static CertificateReading Read(string file, string key = "", string password = "", string[]? names = null, DateTimeOffset? now = null) =>
        CertificateFile.Read(new CertificateFileOptions("Agent", file, key, password), names ?? [], now ?? TimeProvider.System.GetUtcNow());

    private void Issue(string name, string subject, string issuer, string extensions, int days)
    {
        File.WriteAllText(In(name + ".ext"), extensions + "\n");
        OpenSsl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + subject, "-keyout", In(name + ".key"), "-out", In(name + ".csr"));
        OpenSsl("x509", "-req", "-in", In(name + ".csr"), "-CA", In(issuer + ".pem"), "-CAkey", In(issuer + ".key"), "-CAcreateserial", "-days", $"{days}", "-extfile", In(name + ".ext"), "-out", In(name + ".pem"));
    }

    private string Join(string name, params string[] parts)
    {
        File.WriteAllText(In(name), string.Concat(parts.Select(part => File.ReadAllText(In(part)))));
        return In(name);
    }

    private static void OpenSsl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/openssl", arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new FileNotFoundException("/usr/bin/openssl is missing: install the Debian package openssl.");
        var text = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, text);
    }

    private string In(string name) => Path.Combine(_folder, name);
}
