using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Hosting;

namespace Platen.SiteAgent.Tests.Spool;

public sealed class SpoolHostingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platen-spool-").FullName;

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Spool:{setting.Key}", (string?)setting.Value)));
        builder.Services.AddLogging();
        builder.Services.AddSpool();
        return builder.Build();
    }

    [Fact]
    public async Task Agent_WithTheSpoolAdded_HoldsJobsOverARestart()
    {
        var id = JobId.New(TimeProvider.System);
        for (var start = 1; start <= 2; start++)
        {
            using var host = Build(("Directory", _folder), ("SegmentBytes", "4194304"), ("SpareSegments", "1"), ("JournalFileBytes", "8388608"));
            await host.StartAsync();
            var jobs = host.Services.GetRequiredService<IHeldJobs>();
            if (start == 1)
            {
                await using var intake = jobs.BeginReceive(id, SpoolFixture.Origin());
                await intake.AppendAsync(SpoolFixture.Bytes(1000));
                (await intake.CompleteAsync(SpoolFixture.Details())).Code.ShouldBe(ReceiveCode.Accepted);
            }

            jobs.Find(id).ShouldNotBeNull();
            host.Services.GetRequiredService<IAgentJournal>().Epoch.ShouldBe((ulong)start);
            await host.StopAsync();
        }
    }

    [Fact]
    public async Task Options_WithSeveralErrors_AreAllReportedAtStart()
    {
        using var host = Build(("Directory", "relative"), ("SegmentBytes", "1"), ("LargeJobBytes", "65536"), ("CommitRecordsMax", "0"));

        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());

        error.Failures.Count().ShouldBe(3);
        error.Message.ShouldContain("Spool:Directory is 'relative'");
        error.Message.ShouldContain("Spool:SegmentBytes is 1");
        error.Message.ShouldContain("Spool:CommitRecordsMax is 0");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
