using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Platen.Domain.Ports;
using Platen.Gateway.Tests.Transfer;
using Platen.Grains.Abstractions.Nodes;
using Platen.Silo.Hosting;
using Platen.Silo.Options;
using Platen.TestKit.Time;

namespace Platen.Gateway.Tests.Hosting;

/// <summary>LG02: another version of the server is on record, once. Mutant: the file is not written.</summary>
[Collection(SiloTests.Name)]
public sealed class VersionNoticeTests(SiloHost silo) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-version-").FullName;

    private string Kept => Path.Combine(_folder, "version");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Version_ThatIsAnotherOne_IsRecordedOnce()
    {
        await File.WriteAllTextAsync(Kept, "0.0.1-before");
        for (var start = 0; start < 3; start++)
        {
            await StartAsync();
        }

        (await File.ReadAllTextAsync(Kept)).ShouldBe(ProductVersion.Current);
        var audit = await silo.Services.GetRequiredService<IRecordQueries>().ListAuditAsync(SiloHost.Tenant, new PageRequest("", 500), CancellationToken.None);
        audit.Items.Count(row => row.Entry.Action == "server.version-changed" && row.Entry.Details["before"] == "0.0.1-before").ShouldBe(1);
    }

    private async Task StartAsync()
    {
        var time = new ManualTimeProvider();
        var options = Microsoft.Extensions.Options.Options.Create(new SiloOptions { Tenant = SiloHost.Tenant.Value, DataDirectory = _folder });
        using var notice = new VersionNotice(silo.Services.GetRequiredService<IGrainFactory>(), options, time, NullLogger<VersionNotice>.Instance);
        await notice.StartAsync(CancellationToken.None);
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await TransferHouse.WaitUntilAsync(() => File.ReadAllText(Kept) == ProductVersion.Current, "the version is kept");
        await notice.StopAsync(CancellationToken.None);
    }
}
