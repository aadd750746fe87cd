using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>RAW over TLS into socat: a peer with OpenSSL, whose certificate the test's own CA has issued.</summary>
public sealed class RawTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-rawtls-").FullName;

    [Fact]
    public async Task Document_ByACertificateOfTheCustomersCa_ArrivesByteForByte()
    {
        using var authority = Authority();
        var (port, document) = (PeerProcess.FreePort(), SpoolFixture.Bytes(3_000_001));
        await using var socat = await ListenAsync(port, authority, IPAddress.Loopback);
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.RawTls, port, change: device => device.TrustedCas.Add(ByteString.CopyFrom(authority.RawData)));

        var end = await host.PrintAsync((await host.HoldAsync(document)).Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        (await File.ReadAllBytesAsync(Path.Combine(_folder, "job"))).ShouldBe(document);
    }

    // mutants: a check of the chain without the name trusts every server of the company; one of the name alone trusts everybody
    [Theory]
    [InlineData("another CA")]
    [InlineData("another name")]
    public async Task Certificate_ThatTheCaDidNotIssueForThisHost_IsRefused_BeforeAByteOfTheDocument(string what)
    {
        using var authority = Authority();
        using var other = Authority();
        var port = PeerProcess.FreePort();
        await using var socat = await ListenAsync(port, authority, what == "another name" ? IPAddress.Parse("192.0.2.9") : IPAddress.Loopback);
        await using var host = await DeliveryHost.StartAsync(options => options.RetryMax = TimeSpan.FromMinutes(5)); // not tried again
        host.AddDevice(DeliveryProtocol.RawTls, port, change: device => device.TrustedCas.Add(ByteString.CopyFrom((what == "another CA" ? other : authority).RawData)));

        var end = await host.PrintAsync((await host.HoldAsync(SpoolFixture.Bytes(1000))).Id);

        (end.Stage, end.BytesSent).ShouldBe((ReleaseStage.NotPrinted, 0));
        end.Reason.ShouldContain("certificate");
        (File.Exists(Path.Combine(_folder, "job")) ? new FileInfo(Path.Combine(_folder, "job")).Length : 0).ShouldBe(0);
    }

    [Fact]
    public async Task Certificate_OfTheFirstUse_IsPinned_AndAnotherOneRefused()
    {
        using var authority = Authority();
        var port = PeerProcess.FreePort();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.RawTls, port);
        await using (await ListenAsync(port, authority, IPAddress.Loopback))
        {
            (await host.PrintAsync((await host.HoldAsync(SpoolFixture.Bytes(1000))).Id)).Stage.ShouldBe(ReleaseStage.Completed);
        }

        await using var stranger = await ListenAsync(port, authority, IPAddress.Loopback);

        (await host.PrintAsync((await host.HoldAsync(SpoolFixture.Bytes(1000))).Id)).Reason.ShouldContain("SHA-256");
    }

    // NW03, toward devices. Mutant: the protocols left to the machine's settings
    [Theory]
    [InlineData(DeliveryProtocol.RawTls)]
    [InlineData(DeliveryProtocol.Ipps)]
    public async Task Device_ThatSpeaksNothingButTls11_GetsNothing(DeliveryProtocol protocol)
    {
        using var authority = Authority();
        var port = PeerProcess.FreePort();
        var certificate = await CertificateAsync(authority, IPAddress.Loopback);
        await using var old = PeerProcess.Start("openssl", "openssl", ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", certificate, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-quiet"]);
        await old.WaitForPortAsync(port);
        await using var host = await DeliveryHost.StartAsync(options => options.RetryMax = TimeSpan.Zero);
        host.AddDevice(protocol, port, change: device => device.TrustedCas.Add(ByteString.CopyFrom(authority.RawData)));

        var end = await host.PrintAsync((await host.HoldAsync(SpoolFixture.Bytes(1000))).Id);

        (end.Stage, end.BytesSent).ShouldBe((ReleaseStage.NotPrinted, 0), end.Reason);
    }

    [Fact]
    public async Task PlainPort_InsteadOfTls_PrintsNothing()
    {
        await using var mfp = await TestMfp.StartAsync();
        await using var host = await DeliveryHost.StartAsync(options => options.ConnectMax = TimeSpan.FromSeconds(1));
        host.AddDevice(DeliveryProtocol.RawTls, mfp.Endpoints.RawPort);

        var end = await host.PrintAsync((await host.HoldAsync(TestMfp.Document(1))).Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldContain("protocol");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Customer CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private async Task<string> CertificateAsync(X509Certificate2 authority, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=printer", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(authority, now.AddHours(-1), now.AddHours(1), RandomNumberGenerator.GetBytes(8));
        var file = Path.Combine(_folder, "printer.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return file;
    }

    private async Task<PeerProcess> ListenAsync(int port, X509Certificate2 authority, IPAddress address)
    {
        var file = await CertificateAsync(authority, address);
        var socat = PeerProcess.Start(
            "/usr/bin/socat", "socat",
            ["-u", $"OPENSSL-LISTEN:{port},bind=127.0.0.1,reuseaddr,fork,verify=0,cert={file}", $"OPEN:{Path.Combine(_folder, "job")},creat,append"]);
        await socat.WaitForPortAsync(port);
        return socat;
    }
}
