using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Subscriptions and notifications (RFC 3995, RFC 3996): who hears of what, and for how long.</summary>
public sealed class SubscriptionTests
{
    private static readonly byte[] Document = Documents.PostScript(1);

    [Fact]
    public async Task JobEvents_OfAJobsLife_AreHeardInTheirOrder()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var id = await SubscribeAsync(alice, "job-created", "job-state-changed", "job-completed");

        var number = await alice.PrintAsync(Document);
        await EventsAsync(alice, id, 1);
        await PrintItAsync(host);

        var events = await EventsAsync(alice, id, 3);
        events.Select(one => one.GetString("notify-subscribed-event")).ShouldBe(["job-created", "job-state-changed", "job-completed"]);
        events.Select(one => one.GetInteger("notify-sequence-number")).ShouldBe([1, 2, 3]);
        events.ShouldAllBe(one => one.GetInteger("job-id") == number && one.GetInteger("notify-job-id") == number && one.GetInteger("notify-subscription-id") == id);
        events.Select(one => one.GetInteger("job-state")).ShouldBe([(int)IppJobState.PendingHeld, (int)IppJobState.Processing, (int)IppJobState.Completed]);
        events[2].GetInteger("job-impressions-completed").ShouldBe(1);
    }

    [Fact]
    public async Task JobCompleted_IsHeardByWhoSubscribedToStateChangesOnly()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var id = await SubscribeAsync(alice, "job-state-changed");

        var number = await alice.PrintAsync(Document);
        (await alice.DoAsync(IppOperation.CancelJob, number)).IsSuccess.ShouldBeTrue();

        (await EventsAsync(alice, id, 2)).Select(one => (one.GetString("notify-subscribed-event"), one.GetInteger("job-state")))
            .ShouldBe([("job-state-changed", (int)IppJobState.PendingHeld), ("job-state-changed", (int)IppJobState.Canceled)]);
    }

    // catches: job events told to every subscriber of the queue (PR22)
    [Fact]
    public async Task JobEvents_OfAnotherUsersJob_AreNotHeard()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        using var bob = new IppPeer(host, "bob");
        var (hers, his) = (await SubscribeAsync(alice, "job-created"), await SubscribeAsync(bob, "job-created"));

        await bob.PrintAsync(Document);

        await EventsAsync(bob, his, 1);
        (await ReadAsync(alice, hers)).ShouldBeEmpty();
    }

    // catches: a proven user's events read by whoever claims his name
    [Fact]
    public async Task Subscription_OfAnother_IsNotThere()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice", "ipps", IntakeHost.AlicesPassword);
        using var claim = new IppPeer(host, "alice", "ipps");
        using var bob = new IppPeer(host, "bob");
        var id = await SubscribeAsync(alice, "job-created");

        foreach (var other in (IppPeer[])[claim, bob])
        {
            (await AskAsync(other, IppOperation.GetNotifications, id, NotifyNames.SubscriptionIds)).Status.ShouldBe(IppStatus.NotFound);
            foreach (var operation in (IppOperation[])[IppOperation.GetSubscriptionAttributes, IppOperation.RenewSubscription, IppOperation.CancelSubscription])
            {
                (await AskAsync(other, operation, id)).Status.ShouldBe(IppStatus.NotFound);
            }

            (await other.SendAsync(other.Request(IppOperation.GetSubscriptions))).Find(IppTag.SubscriptionAttributes).ShouldBeNull();
        }

        (await AskAsync(alice, IppOperation.GetSubscriptionAttributes, id)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task PrintJob_WithASubscription_HearsOfItsCreationAndEndsComplete()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var request = alice.Request(IppOperation.PrintJob).Group(IppTag.SubscriptionAttributes).Keyword("notify-pull-method", "ippget").Keyword("notify-events", "job-created", "job-completed")
            .Add("notify-user-data", new IppOctetsValue(IppTag.OctetString, "mine"u8.ToArray()));

        var answer = await alice.SendAsync(request, Document);
        var id = answer.Find(IppTag.SubscriptionAttributes)!.GetInteger("notify-subscription-id")!.Value;
        await PrintItAsync(host);

        var events = await EventsAsync(alice, id, 2);
        events.Select(one => one.GetString("notify-subscribed-event")).ShouldBe(["job-created", "job-completed"]);
        ((IppOctetsValue)events[0].Find("notify-user-data")!.Value).Octets.ToArray().ShouldBe("mine"u8.ToArray());
        var end = await AskAsync(alice, IppOperation.GetNotifications, id, NotifyNames.SubscriptionIds);
        (end.Status, end.OperationAttributes.GetInteger("notify-get-interval")).ShouldBe((IppStatus.OkEventsComplete, null));
    }

    [Fact]
    public async Task JobSubscription_HearsOfItsJobAlone()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var (first, second) = (await alice.PrintAsync(Document), await alice.PrintAsync(Document));
        var made = await alice.SendAsync(Template(alice.Request(IppOperation.CreateJobSubscriptions).Integer("notify-job-id", second), "job-completed"));
        var id = made.Find(IppTag.SubscriptionAttributes)!.GetInteger("notify-subscription-id")!.Value;

        await alice.DoAsync(IppOperation.CancelJob, first);
        await alice.DoAsync(IppOperation.CancelJob, second);

        (await EventsAsync(alice, id, 1)).ShouldHaveSingleItem().GetInteger("job-id").ShouldBe(second);
        (await AskAsync(alice, IppOperation.RenewSubscription, id)).Status.ShouldBe(IppStatus.NotPossible);
        (await alice.SendAsync(Template(alice.Request(IppOperation.CreateJobSubscriptions).Integer("notify-job-id", second), "job-completed"))).Status.ShouldBe(IppStatus.NotPossible);
    }

    [Fact]
    public async Task PrinterEvents_OfIdentifyingAndOfNewSettings_AreHeard()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var id = await SubscribeAsync(alice, "printer-state-changed", "printer-config-changed");

        await alice.SendAsync(alice.Request(IppOperation.IdentifyPrinter));
        host.Get<PrinterEvents>().Look();
        (await EventsAsync(alice, id, 1))[0].GetString("printer-state-reasons").ShouldBe("identify-printer-requested");
        await host.SetPolicyAsync(new IntakePolicy());
        host.Get<PrinterEvents>().Look();

        (await EventsAsync(alice, id, 2)).Select(one => one.GetString("notify-subscribed-event")).ShouldBe(["printer-state-changed", "printer-config-changed"]);
        var printer = (await alice.SendAsync(alice.Request(IppOperation.GetPrinterAttributes))).Find(IppTag.PrinterAttributes)!;
        printer.GetInteger("printer-config-changes").ShouldBe(1);
    }

    // catches: leases that nobody ends; subscriptions would pile up for ever
    [Fact]
    public async Task Lease_ThatIsOver_EndsTheSubscriptionUnlessItIsRenewed()
    {
        var time = new ManualTimeProvider();
        await using var host = await IntakeHost.StartAsync(time);
        using var alice = new IppPeer(host, "alice");
        var (kept, lost) = (await SubscribeAsync(alice, 60), await SubscribeAsync(alice, 60));
        time.Advance(TimeSpan.FromSeconds(50));

        var renewed = await alice.SendAsync(alice.Request(IppOperation.RenewSubscription).Integer("notify-subscription-id", kept).Group(IppTag.SubscriptionAttributes).Integer("notify-lease-duration", 100));
        time.Advance(TimeSpan.FromSeconds(20));

        renewed.Find(IppTag.SubscriptionAttributes)!.GetInteger("notify-lease-duration").ShouldBe(100);
        (await AskAsync(alice, IppOperation.GetSubscriptionAttributes, kept)).IsSuccess.ShouldBeTrue();
        (await AskAsync(alice, IppOperation.GetSubscriptionAttributes, lost)).Status.ShouldBe(IppStatus.NotFound);
        host.Get<SubscriptionStore>().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(-5)]
    public async Task Lease_ThatIsEndlessOrAbsurd_BecomesTheLongest(int asked)
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");

        var answer = await alice.SendAsync(Template(alice.Request(IppOperation.CreatePrinterSubscriptions), "job-completed").Integer("notify-lease-duration", asked));

        answer.Find(IppTag.SubscriptionAttributes)!.GetInteger("notify-lease-duration").ShouldBe(SubscriptionLimits.LeaseMax);
    }

    // catches: no limit by address; one client would take every subscription of the site
    [Fact]
    public async Task Subscriptions_BeyondTheLimit_AreRefused()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        for (var made = 0; made < SubscriptionLimits.PerAddressMax; made++)
        {
            await SubscribeAsync(alice, "job-completed");
        }

        var refused = await alice.SendAsync(Template(alice.Request(IppOperation.CreatePrinterSubscriptions), "job-completed"));

        refused.Status.ShouldBe(IppStatus.TooManySubscriptions);
        host.Get<SubscriptionStore>().Count.ShouldBe(SubscriptionLimits.PerAddressMax);
    }

    // catches: an unbounded store of events
    [Fact]
    public async Task Events_BeyondTheStore_LoseTheOldest()
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var id = await SubscribeAsync(alice, "printer-config-changed");
        var store = host.Get<SubscriptionStore>();

        for (var number = 0; number < SubscriptionLimits.EventsKept + 10; number++)
        {
            store.Publish(IntakeHost.Pull, new Occurrence(NotifyEvents.PrinterConfigChanged, TimeProvider.System.GetUtcNow(), 1, "changed", []));
        }

        var events = await ReadAsync(alice, id);
        (events.Count, events[0].GetInteger("notify-sequence-number")).ShouldBe((SubscriptionLimits.EventsKept, 11));
    }

    [Theory]
    [InlineData("notify-recipient-uri", IppStatus.UriSchemeNotSupported)]
    [InlineData("notify-pull-method", IppStatus.AttributesOrValuesNotSupported)]
    [InlineData("notify-events", IppStatus.AttributesOrValuesNotSupported)]
    [InlineData("notify-user-data", IppStatus.RequestValueTooLong)]
    public async Task Subscription_ThatCannotBe_IsRefusedByName(string attribute, IppStatus status)
    {
        await using var host = await IntakeHost.StartAsync();
        using var alice = new IppPeer(host, "alice");
        var request = alice.Request(IppOperation.CreatePrinterSubscriptions).Group(IppTag.SubscriptionAttributes);
        request = attribute switch
        {
            "notify-recipient-uri" => request.Uri(attribute, "http://127.0.0.1/spy"),
            "notify-pull-method" => request.Keyword(attribute, "telepathy"),
            "notify-events" => request.Keyword("notify-pull-method", "ippget").Keyword(attribute, "world-ended"),
            _ => request.Keyword("notify-pull-method", "ippget").Add(attribute, new IppOctetsValue(IppTag.OctetString, new byte[64])),
        };

        var answer = await alice.SendAsync(request);

        answer.Status.ShouldBe(IppStatus.IgnoredAllSubscriptions);
        var group = answer.Find(IppTag.SubscriptionAttributes)!;
        ((IppStatus)group.GetInteger("notify-status-code")!).ShouldBe(status);
        group.Find(attribute).ShouldNotBeNull();
        host.Get<SubscriptionStore>().HasAny.ShouldBeFalse();
    }

    // a client that nobody here wrote
    [Theory]
    [InlineData("ipp")]
    [InlineData("ipps")]
    public async Task Subscriptions_ByIpptool_AreMadeListedReadRenewedAndCancelled(string scheme)
    {
        await using var host = await IntakeHost.StartAsync();
        const string id = "ATTR integer notify-subscription-id $notify-subscription-id";
        await IppTool.RunAsync(
            host,
            scheme,
            await host.FileAsync(Document),
            IppTool.Request(
                "Create-Printer-Subscriptions", "alice", "GROUP subscription-attributes-tag\nATTR keyword notify-pull-method ippget\nATTR keyword notify-events job-created,printer-state-changed\nATTR integer notify-lease-duration 600",
                "EXPECT notify-subscription-id OF-TYPE integer IN-GROUP subscription-attributes-tag WITH-VALUE >0\nEXPECT notify-lease-duration WITH-VALUE 600"),
            IppTool.Request("Get-Subscriptions", "alice", "ATTR keyword requested-attributes all", "EXPECT notify-subscription-id\nEXPECT notify-events OF-TYPE keyword COUNT 2\nEXPECT notify-lease-expiration-time OF-TYPE integer"),
            IppTool.Request("Get-Subscription-Attributes", "alice", id, "EXPECT notify-subscriber-user-name WITH-VALUE alice\nEXPECT notify-printer-uri OF-TYPE uri\nEXPECT notify-sequence-number WITH-VALUE 0"),
            IppTool.PrintJob("alice", "Quarterly report"),
            IppTool.Request(
                "Get-Notifications", "alice", "ATTR integer notify-subscription-ids $notify-subscription-id\nATTR integer notify-sequence-numbers 1",
                "EXPECT notify-get-interval OF-TYPE integer IN-GROUP operation-attributes-tag\nEXPECT notify-subscribed-event OF-TYPE keyword WITH-VALUE job-created IN-GROUP event-notification-attributes-tag REPEAT-NO-MATCH REPEAT-LIMIT 100\nDELAY 0.05,0.1\n" // the event comes a moment after the answer
                + "EXPECT job-id OF-TYPE integer WITH-VALUE $job-id\nEXPECT notify-text OF-TYPE text\nEXPECT printer-up-time IN-GROUP event-notification-attributes-tag"),
            IppTool.Request("Renew-Subscription", "alice", id + "\nGROUP subscription-attributes-tag\nATTR integer notify-lease-duration 900", "EXPECT notify-lease-duration WITH-VALUE 900"),
            IppTool.Request("Cancel-Subscription", "alice", id),
            IppTool.Request("Get-Subscription-Attributes", "alice", id, status: "client-error-not-found"));
    }

    private static IppMessageBuilder Template(IppMessageBuilder request, params string[] events) =>
        request.Group(IppTag.SubscriptionAttributes).Keyword("notify-pull-method", "ippget").Keyword("notify-events", events);

    private static async Task<int> SubscribeAsync(IppPeer peer, params string[] events) =>
        (await peer.SendAsync(Template(peer.Request(IppOperation.CreatePrinterSubscriptions), events))).Find(IppTag.SubscriptionAttributes)!.GetInteger("notify-subscription-id")!.Value;

    private static async Task<int> SubscribeAsync(IppPeer peer, int leaseSeconds) =>
        (await peer.SendAsync(Template(peer.Request(IppOperation.CreatePrinterSubscriptions), "job-completed").Integer("notify-lease-duration", leaseSeconds)))
        .Find(IppTag.SubscriptionAttributes)!.GetInteger("notify-subscription-id")!.Value;

    private static Task<IppMessage> AskAsync(IppPeer peer, IppOperation operation, int id, string name = NotifyNames.SubscriptionId) => peer.SendAsync(peer.Request(operation).Integer(name, id));

    private static async Task<IReadOnlyList<IppAttributeGroup>> ReadAsync(IppPeer peer, int id) =>
        [.. (await AskAsync(peer, IppOperation.GetNotifications, id, NotifyNames.SubscriptionIds)).Groups.Where(group => group.Tag == IppTag.EventNotificationAttributes)];

    /// <summary>Waits until so many events are there.</summary>
    private static async Task<IReadOnlyList<IppAttributeGroup>> EventsAsync(IppPeer peer, int id, int count)
    {
        for (var attempt = 0; ; attempt++)
        {
            var events = await ReadAsync(peer, id);
            if (events.Count >= count || attempt == 2_000)
            {
                events.Count.ShouldBe(count, string.Join(", ", events.Select(one => one.GetString("notify-subscribed-event"))));
                return events;
            }
        }
    }

    private static async Task PrintItAsync(IntakeHost host)
    {
        var job = (await host.JobsAsync(1))[0];
        var release = ReleaseId.New(TimeProvider.System);
        (await host.Jobs.BeginReleaseAsync(job.Id, release, DeviceId.Parse("mfp-1"), IntakeHost.Alice)).Job.ShouldNotBeNull();
        await host.Jobs.FinishReleaseAsync(new JobReleaseFinished { JobId = job.Id.ToString(), ReleaseId = release.ToString(), DeviceId = "mfp-1", Outcome = ReleaseOutcome.Completed }, destroyData: true);
    }
}
