using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Hosting;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Keys;

/// <summary>Documents under a certificate of the customer's (EN02): the agent's keys lie on disk wrapped by it.</summary>
public sealed class CustomerKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-customer-").FullName;

    // mutants: the certificate is named and the keys still written in clear; or written again in clear by a rotation
    [Fact]
    public async Task Keys_UnderACertificate_AreNotOnDiskInClear_AlsoAfterARotation()
    {
        await using var spool = new SpoolFixture();
        spool.Options.KeyCertificateFile = Certificate("first");
        await spool.OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(200_000));

        ShouldBeWrapped(spool);
        spool.Engine.Ring.AddKey();
        ShouldBeWrapped(spool);
        await spool.RestartAsync();

        (await spool.ReadAsync(job.Id)).ShouldBe(SpoolFixture.Bytes(200_000));
    }

    [Fact]
    public async Task Spool_WithoutItsCertificate_IsNotOpened_AndTheMessageNamesIt()
    {
        await using var spool = new SpoolFixture();
        spool.Options.KeyCertificateFile = Certificate("first");
        await spool.OpenAsync();
        await spool.StopAsync();

        foreach (var file in new[] { "", Certificate("another") })
        {
            spool.Options.KeyCertificateFile = file;
            (await Should.ThrowAsync<InvalidDataException>(spool.OpenAsync)).Message.ShouldContain($"wrapped by the certificate with the SHA-256 {ThumbprintOf("first")}: name that one in Spool:KeyCertificateFile");
        }
    }

    // from keys in clear to a certificate, to another one, and back; each document stays readable
    [Fact]
    public async Task Certificate_IsTakenReplacedAndGivenUp_AtAStart()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var job = await spool.ReceiveAsync(SpoolFixture.Bytes(1_000));
        var plain = Convert.ToBase64String(spool.Engine.Ring.Active.Value);
        File.ReadAllText(KeysOf(spool)).ShouldContain(plain);

        foreach (var (current, previous) in new[] { ("first", ""), ("second", "first"), ("second", ""), ("", "second") })
        {
            spool.Options.KeyCertificateFile = current.Length > 0 ? Certificate(current) : "";
            spool.Options.PreviousKeyCertificateFile = previous.Length > 0 ? Certificate(previous) : "";
            await spool.RestartAsync();

            (await spool.ReadAsync(job.Id)).ShouldBe(SpoolFixture.Bytes(1_000), $"{previous} to {current}");
            File.ReadAllText(KeysOf(spool)).Contains(plain, StringComparison.Ordinal).ShouldBe(current.Length == 0);
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("elliptic")]
    [InlineData("short")]
    [InlineData("keyless")]
    public void Certificate_ThatCannotWrap_StopsTheStart(string kind)
    {
        var options = new SpoolOptions { Directory = _folder, KeyCertificateFile = kind == "nothing" ? Path.Combine(_folder, "nothing.pem") : Certificate(kind) };

        var result = new SpoolOptionsValidator().Validate(null, options);

        result.Failures.ShouldNotBeNull().ShouldHaveSingleItem().ShouldStartWith($"Spool:KeyCertificateFile is '{options.KeyCertificateFile}': it cannot be used (");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string KeysOf(SpoolFixture spool) => Path.Combine(spool.Options.Directory, "site.keys");

    private static void ShouldBeWrapped(SpoolFixture spool)
    {
        var text = File.ReadAllText(KeysOf(spool));
        text.ShouldStartWith("platen-site-keys 2\ncertificate ");
        text.ShouldNotContain(Convert.ToBase64String(spool.Engine.Ring.Active.Value));
        using var transfer = ECDiffieHellman.Create();
        Should.Throw<CryptographicException>(() => transfer.ImportPkcs8PrivateKey(File.ReadAllBytes(Path.Combine(spool.Options.Directory, "transfer.key")), out _));
    }

    private string ThumbprintOf(string name)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Certificate(name));
        return Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));
    }

    // made once for each name
    private string Certificate(string name)
    {
        var path = Path.Combine(_folder, name + ".pem");
        if (File.Exists(path))
        {
            return path;
        }

        using var rsa = RSA.Create(name == "short" ? 1_024 : 2_048);
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = name == "elliptic" ? new CertificateRequest("CN=Acme", elliptic, HashAlgorithmName.SHA256) : new CertificateRequest("CN=Acme", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(-1)); // over: what it wraps is read all the same
        var key = name == "keyless" ? "" : name == "elliptic" ? elliptic.ExportPkcs8PrivateKeyPem() : rsa.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key + "\n");
        return path;
    }
}
