using System.Globalization;
using Platen.SiteAgent.Tests.Delivery;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>LPR over TLS (PR07): rlpr through socat, which brings the TLS.</summary>
public sealed class LpdTlsTests
{
    [Fact]
    public async Task Rlpr_ThroughTls_IsHeldByteForByte()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = Documents.PostScript(2);

        await PrintAsync(host, document, "");

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Title, job.Evidence).ShouldBe((IntakeHost.Me, "report.ps", Domain.Queues.OwnerEvidence.ClaimedName));
    }

    // mutant: a certificate that is taken without a look at its CA makes anybody the owner whom the certificate names
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Certificate_OfTheCustomersCa_MakesItsUserTheOwner_AndNoOtherDoes(bool isTrusted)
    {
        var folder = Directory.CreateTempSubdirectory("platen-clientca-").FullName;
        try
        {
            using var trusted = ClientCa.New("Customer");
            using var other = ClientCa.New("Somebody");
            var ca = Path.Combine(folder, "ca.pem");
            await File.WriteAllTextAsync(ca, trusted.ExportCertificatePem());
            var client = Path.Combine(folder, "client.pem");
            await File.WriteAllTextAsync(client, ClientCa.Issue(isTrusted ? trusted : other, "bob"));
            await using var host = await IntakeHost.StartAsync(intake: options => options.ClientCaFile = ca);
            var document = Documents.PostScript(2);

            if (!isTrusted)
            {
                (await Record.ExceptionAsync(() => PrintAsync(host, document, $",cert={client}"))).ShouldNotBeNull();
                await host.ShouldKeepNothingAsync();
                return;
            }

            await PrintAsync(host, document, $",cert={client}");
            var job = await host.TheJobAsync(document);
            (job.Owner, job.Evidence).ShouldBe((IntakeHost.Bob, Domain.Queues.OwnerEvidence.ClientCertificate));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PrintAsync(IntakeHost host, byte[] document, string options)
    {
        var port = PeerProcess.FreePort();
        await using var socat = PeerProcess.Start("/usr/bin/socat", "socat", [$"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr,fork", $"OPENSSL:127.0.0.1:{host.LpdTlsPort},verify=0{options}"]);
        await socat.WaitForPortAsync(port);
        await PrintClient.RunAsync(
            "rlpr", "rlpr", host.Folder, ["-N", "-h", $"--port={port.ToString(CultureInfo.InvariantCulture)}", "-H", "127.0.0.1", "-P", IntakeHost.Pull, await host.FileAsync(document, "report.ps")]);
    }
}
