namespace Platen.Domain.Jobs;

/// <summary>Who counted pages. Two counts of the same evidence can disagree, so each says where it comes from.</summary>
public enum CountSource
{
    /// <summary>Not said, as by agents of before.</summary>
    Unspecified = 0,

    /// <summary>The document, before it was printed.</summary>
    Document = 1,

    /// <summary>The device about this very job: IPP <c>job-impressions-completed</c>.</summary>
    IppJob = 2,

    /// <summary>The device about this very job: PJL <c>USTATUS</c>.</summary>
    PjlJob = 3,

    /// <summary>The device about itself: by how much its life-time counter (RFC 3805, prtMarkerLifeCount) grew meanwhile.</summary>
    SnmpCounter = 4,

    /// <summary>The device about this very job, in sheets and not in impressions: IPP <c>job-media-sheets-completed</c>.</summary>
    IppSheets = 5,

    /// <summary>What the document was converted into for the device, of one copy; the reason says from what, into what and by what program.</summary>
    Converted = 6,
}
