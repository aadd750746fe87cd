using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;

namespace Platen.Gateway.AgentLink;

/// <summary>A recorded job as agents are told of it.</summary>
internal static class JobSummaries
{
    /// <summary>Longest title that is told, in characters: it bounds what a list or a transfer costs a line (P12).</summary>
    public const int TitleCharsMax = 255;

    public static JobSummary Of(Job job) => new()
    {
        JobId = job.Id.ToString(),
        SiteId = job.Site.Value,
        QueueId = job.Queue.Value,
        OwnerUserId = job.Owner?.ToString() ?? "",
        Title = FactBounds.Text(job.Title, TitleCharsMax),
        Facts = new Contracts.AgentLink.V1.DocumentFacts
        {
            Format = job.Facts.Format,
            Pages = FactMapping.ToProto(job.Facts.Pages),
            Colour = (Contracts.AgentLink.V1.ColourMode)job.Facts.Colour,
            Sides = (Contracts.AgentLink.V1.Sides)job.Facts.Sides,
            Copies = job.Facts.Copies,
            SizeBytes = job.Facts.SizeBytes,
            Sha256 = ByteString.CopyFrom(Convert.FromHexString(job.Facts.Sha256)),
        },
        ReceivedAt = Timestamp.FromDateTimeOffset(job.ReceivedAt),
        State = (int)job.State,
        HasCopies = job.Copies is not null,
    };
}
