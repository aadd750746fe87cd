using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>Events as agents send them.</summary>
internal static class Events
{
    public static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    public static AgentEvent Received(ulong seq, string job, string user, string owner = "", string title = "Report.pdf") => At(seq, new AgentEvent
    {
        JobReceived = new JobReceived
        {
            JobId = job,
            QueueId = "follow-me",
            ClaimedUser = user,
            OwnerUserId = owner,
            Title = title,
            Protocol = IntakeProtocol.Ipps,
            SourceAddress = "192.0.2.44",
            Facts = new DocumentFacts
            {
                Format = "application/pdf",
                Pages = new PageCount { Pages = 7, Evidence = Evidence.Parsed },
                Colour = ColourMode.Colour,
                Sides = Sides.OneSided,
                Copies = 1,
                SizeBytes = 123_456,
                Sha256 = ByteString.CopyFrom(new byte[32]),
            },
        },
    });

    public static AgentEvent Started(ulong seq, string job, string release, string user, string device) =>
        At(seq, new AgentEvent { JobReleaseStarted = new JobReleaseStarted { JobId = job, ReleaseId = release, DeviceId = device, UserId = user } });

    public static AgentEvent Finished(ulong seq, string job, string release, string user, string device) => At(seq, new AgentEvent
    {
        JobReleaseFinished = new JobReleaseFinished
        {
            JobId = job,
            ReleaseId = release,
            DeviceId = device,
            UserId = user,
            Outcome = ReleaseOutcome.Completed,
            Printed = new PageCount { Pages = 7, Evidence = Evidence.Device },
            Evidence = { new PageCount { Pages = 7, Evidence = Evidence.Device }, new PageCount { Pages = 7, Evidence = Evidence.Parsed } },
            Colour = ColourMode.Colour,
            Sides = Sides.OneSided,
            Copies = 1,
            BytesSent = 123_456,
        },
    });

    public static AgentEvent At(ulong seq, AgentEvent source)
    {
        source.Seq = seq;
        source.At = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        return source;
    }
}
