using System.Security.Cryptography.X509Certificates;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Client certificates over IPPS: what they prove, and when they are asked for.</summary>
public sealed class IppCertificateTests : IDisposable
{
    private static readonly byte[] Document = Documents.PostScript(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-clientca-").FullName;
    private readonly X509Certificate2 _ca = ClientCa.New("Customer");

    // mutant: a certificate that is not looked at makes nobody the owner; one whose CA is not looked at makes anybody
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Certificate_OfTheCustomersCa_MakesItsUserTheOwner_AndNoOtherDoes(bool isTrusted)
    {
        await using var host = await StartAsync();
        await WantCertificatesAsync(host);
        using var other = ClientCa.New("Somebody");
        using var peer = new IppPeer(host, "alice", "ipps", certificate: Client(isTrusted ? _ca : other, "bob"));

        if (!isTrusted)
        {
            await Should.ThrowAsync<HttpRequestException>(() => peer.PrintAsync(Document));
            await host.ShouldKeepNothingAsync();
            return;
        }

        var number = await peer.PrintAsync(Document);

        var job = await host.TheJobAsync(Document);
        (job.Owner, job.ClaimedUser, job.Evidence).ShouldBe((IntakeHost.Bob, "bob", Domain.Queues.OwnerEvidence.ClientCertificate));
        (await peer.JobAsync(number)).ShouldNotBeNull();
        using var claim = new IppPeer(host, "bob", "ipps");
        (await claim.JobAsync(number)).ShouldBeNull();
    }

    [Fact]
    public async Task Queue_ThatWantsACertificate_DoesNotBelieveAName()
    {
        await using var host = await StartAsync();
        await WantCertificatesAsync(host, ReplicaQueue.Types.UnknownOwner.Refuse);
        using var claim = new IppPeer(host, "bob", "ipps");

        (await claim.SendAsync(claim.Request(IppOperation.PrintJob), Document)).Status.ShouldBe(IppStatus.NotAuthorized);
        await host.ShouldKeepNothingAsync();
    }

    // catches: every client asked for a certificate for nothing
    [Fact]
    public async Task Certificate_IsNotAskedFor_WhereNoQueueWantsOne()
    {
        await using var host = await StartAsync();
        using var peer = new IppPeer(host, "alice", "ipps", certificate: Client(_ca, "bob"));

        await peer.PrintAsync(Document);

        (await host.TheJobAsync(Document)).Owner.ShouldBe(IntakeHost.Alice);
    }

    public void Dispose()
    {
        _ca.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IntakeHost> StartAsync()
    {
        var ca = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(ca, _ca.ExportCertificatePem());
        return await IntakeHost.StartAsync(intake: options => options.ClientCaFile = ca);
    }

    private static ValueTask WantCertificatesAsync(IntakeHost host, ReplicaQueue.Types.UnknownOwner unknown = ReplicaQueue.Types.UnknownOwner.Hold) =>
        host.SetPolicyAsync(new IntakePolicy { LeastEvidence = OwnerEvidence.ClientCertificate }, unknown);

    private static X509Certificate2 Client(X509Certificate2 ca, string name)
    {
        var pem = ClientCa.Issue(ca, name);
        using var loaded = X509Certificate2.CreateFromPem(pem, pem);
        return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
    }
}
