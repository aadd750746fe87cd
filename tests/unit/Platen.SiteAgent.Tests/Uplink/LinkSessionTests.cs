using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Tests.Delivery;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Tests.Uplink;

public sealed class LinkSessionTests
{
    // mutant: a session that begins behind what it sent, not behind what was acknowledged, loses the facts of a broken link
    [Fact]
    public async Task Facts_AreSentAgainOnTheNextLink_UntilTheyAreAcknowledged()
    {
        await using var cluster = await ScriptedCluster.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        var job = await host.HoldAsync(TestMfp.Document(1));
        var link = host.Get<LinkSessionFactory>().RunAsync(cluster.Channel, CancellationToken.None);
        (await cluster.HearAsync(AgentMessage.BodyOneofCase.Hello)).Hello.Epoch.ShouldBe(host.Get<IAgentJournal>().Epoch);
        (await cluster.HearAsync(AgentMessage.BodyOneofCase.Events)).Events.Events[0].JobReceived.JobId.ShouldBe(job.Id.ToString());
        await cluster.HangUpAsync();
        await link.WaitAsync(TimeSpan.FromSeconds(10));

        using var stop = new CancellationTokenSource();
        var again = host.Get<LinkSessionFactory>().RunAsync(cluster.Channel, stop.Token);
        await cluster.HearAsync(AgentMessage.BodyOneofCase.Hello);
        var seq = (await cluster.HearAsync(AgentMessage.BodyOneofCase.Events)).Events.Events[0].Seq;
        seq.ShouldBe(1ul);
        host.Get<LinkState>().IsOnline.ShouldBeTrue();
        await cluster.SendAsync(new ClusterMessage { EventsAcknowledged = seq });
        await cluster.SendAsync(new ClusterMessage { Changes = new ChangeBatch { Cursor = 7 } });
        (await cluster.HearAsync(AgentMessage.BodyOneofCase.ChangesApplied)).ChangesApplied.ShouldBe(7ul, "what was sent before it is taken too");
        host.Get<IAgentJournal>().AcknowledgedThrough.ShouldBe(seq);
        host.Replica.Applied.ShouldHaveSingleItem();
        await stop.CancelAsync();
        await EndedAsync(again);
    }

    /// <summary>P12; to a server of before they go as they always did (the test above). Mutant: packed in the journal too, where a later link to such a server finds them.</summary>
    [Fact]
    public async Task Facts_ToAServerThatReadsPackedIds_GoWithIdsOf16Bytes_AndStayWholeInTheJournal()
    {
        await using var cluster = await ScriptedCluster.StartAsync();
        cluster.ReadsPackedIds = true;
        await using var host = await DeliveryHost.StartAsync();
        await host.Get<IAgentJournal>().AppendAsync(new AgentEvent { CommandDone = new CommandDone { CommandId = "0192d4e0-0000-7000-8000-000000000001", Ok = true } });
        using var stop = new CancellationTokenSource();
        var link = host.Get<LinkSessionFactory>().RunAsync(cluster.Channel, stop.Token);
        var sent = (await cluster.HearAsync(AgentMessage.BodyOneofCase.Events)).Events.Events[0];
        (sent.PackedIds.Length, sent.CommandDone.CommandId).ShouldBe((16, ""));
        await stop.CancelAsync();
        await EndedAsync(link);

        await foreach (var kept in host.Get<IAgentJournal>().ReadFromAsync(1))
        {
            (kept.PackedIds.Length, kept.CommandDone.CommandId.Length).ShouldBe((0, 36));
            break;
        }
    }

    // mutant: without the set of answered commands the second one is answered by a second fact
    [Fact]
    public async Task Command_SentTwice_IsAnsweredOnce_AndAnUnknownWordIsPassedOver()
    {
        await using var cluster = await ScriptedCluster.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        var job = await host.HoldAsync(TestMfp.Document(1));
        using var stop = new CancellationTokenSource();
        var link = host.Get<LinkSessionFactory>().RunAsync(cluster.Channel, stop.Token);
        await cluster.HearAsync(AgentMessage.BodyOneofCase.Events);
        var delete = new Command { CommandId = "c-1", DeleteJob = new DeleteJob { JobId = job.Id.ToString(), Cause = DeletionCause.Administrator } };

        await cluster.SendAsync(ClusterMessage.Parser.ParseFrom([0xFA, 0x01, 0x00])); // field 31, of a newer server
        await cluster.SendAsync(new ClusterMessage { Command = delete });
        await cluster.SendAsync(new ClusterMessage { Command = delete });
        await cluster.SendAsync(new ClusterMessage { Command = new Command { CommandId = "c-2" } });

        var facts = new List<AgentEvent>();
        while (!facts.Any(fact => fact.CommandDone?.CommandId == "c-2"))
        {
            facts.AddRange((await cluster.HearAsync(AgentMessage.BodyOneofCase.Events)).Events.Events);
        }

        facts.Count(fact => fact.JobDeleted is not null).ShouldBe(1);
        facts.Where(fact => fact.CommandDone is not null).Select(fact => (fact.CommandDone.CommandId, fact.CommandDone.Ok)).ShouldBe([("c-1", true), ("c-2", false)]);
        host.Jobs.Find(job.Id).ShouldBeNull();
        await stop.CancelAsync();
        await EndedAsync(link);
    }

    [Fact]
    public async Task Cluster_AheadOfTheJournal_EndsTheLink_AndSaysWhatToDo()
    {
        await using var cluster = await ScriptedCluster.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        cluster.Acknowledged = 1_000;

        var fault = await Should.ThrowAsync<RpcException>(async () =>
            await host.Get<LinkSessionFactory>().RunAsync(cluster.Channel, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10)));

        fault.Code.ShouldBe(RpcStatusCode.DataLoss);
        fault.Message.ShouldContain("restored from an older backup");
        host.Get<IAgentJournal>().AcknowledgedThrough.ShouldBe(0ul);
    }

    // mutant: never go back behind what was acknowledged. A server whose database was put back from a backup would cut the agent off for ever.
    [Fact]
    public async Task Cluster_WithLessThanItAcknowledged_GetsTheEventsAgain()
    {
        await using var cluster = await ScriptedCluster.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        await host.HoldAsync(TestMfp.Document(1));
        var journal = host.Get<IAgentJournal>();
        journal.Acknowledge(journal.LastSequence);
        using var stop = new CancellationTokenSource();

        var link = host.Get<LinkSessionFactory>().RunAsync(cluster.Channel, stop.Token);

        var hello = (await cluster.HearAsync(AgentMessage.BodyOneofCase.Hello)).Hello;
        (hello.EventsAcknowledged, hello.JournalLastSeq, hello.JournalFirstSeq).ShouldBe((journal.LastSequence, journal.LastSequence, 1ul));
        hello.Starts.ShouldHaveSingleItem().FirstSeq.ShouldBe(1ul);
        (await cluster.HearAsync(AgentMessage.BodyOneofCase.Events)).Events.Events[0].Seq.ShouldBe(1ul);
        journal.AcknowledgedThrough.ShouldBe(0ul);
        await stop.CancelAsync();
        await EndedAsync(link);
    }

    private static async Task EndedAsync(Task link) => await link.WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
