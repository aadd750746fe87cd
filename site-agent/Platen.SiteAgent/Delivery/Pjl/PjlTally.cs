using Platen.Protocols.Pjl;

namespace Platen.SiteAgent.Delivery.Pjl;

/// <summary>
/// What a device's PJL reports say about one job. All of it is a claim of the device: reports of other jobs are left out by the job's name, counts have bounds, and once a device has said more than any
/// device says, nothing of it is believed. Not thread-safe.
/// </summary>
internal sealed class PjlTally(string jobName)
{
    /// <summary>Most replies during one delivery.</summary>
    public const int RepliesMax = 200_000;

    /// <summary>Most pages of one job.</summary>
    public const int PagesMax = 1_000_000;

    private int _replies;
    private int _reported;
    private int? _total;

    /// <summary>The device has said anything at all.</summary>
    public bool HasSpoken => _replies > 0;

    /// <summary>The device has begun this job.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>The device has ended this job.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Somebody has canceled this job at the device.</summary>
    public bool IsCanceled { get; private set; }

    /// <summary>The device broke the rules of its language, or said too much: nothing that it said counts.</summary>
    public bool IsDistrusted { get; private set; }

    /// <summary>Why it stands still, as an IPP keyword; empty when it does not.</summary>
    public string Obstacle { get; private set; } = "";

    /// <summary>Impressions that came out: the total at the job's end, else the pages reported so far; null: it did not say.</summary>
    public int? Pages => IsDistrusted ? null : _total ?? (_reported > 0 || HasEnded ? _reported : null);

    /// <summary>Takes note of a reply.</summary>
    public void Take(PjlReply reply)
    {
        if (IsDistrusted || ++_replies > RepliesMax)
        {
            Distrust();
            return;
        }

        switch (reply.Kind)
        {
            case PjlReplyKind.JobStart when IsOwn(reply):
                HasStarted = true;
                break;
            case PjlReplyKind.Page when HasStarted && !HasEnded: // it names no job: between this one's start and end it is this one's
                _reported = Math.Min(PagesMax, _reported + 1);
                break;
            case PjlReplyKind.JobEnd when IsOwn(reply):
                End(reply);
                break;
            case PjlReplyKind.JobCanceled when IsOwn(reply) || (reply.JobName is null && HasStarted):
                IsCanceled = HasEnded = true;
                break;
            case PjlReplyKind.Status when reply.Code is { } code:
                Obstacle = Word(PjlStatusCode.Classify(code));
                break;
        }
    }

    /// <summary>Believes nothing any more.</summary>
    public void Distrust() => (IsDistrusted, Obstacle) = (true, "");

    private void End(PjlReply reply)
    {
        HasEnded = true;
        if (reply.Pages is { } pages and >= 0 and <= PagesMax)
        {
            _total = pages;
        }
    }

    private bool IsOwn(PjlReply reply) => string.Equals(reply.JobName, jobName, StringComparison.Ordinal);

    private static string Word(PjlCondition condition) => condition switch
    {
        PjlCondition.Offline => "offline",
        PjlCondition.PaperOut => "media-empty",
        PjlCondition.Jammed => "media-jam",
        PjlCondition.CoverOpen => "door-open",
        PjlCondition.OperatorNeeded => "operator intervention needed",
        PjlCondition.Fault => "a fault of the device",
        _ => "",
    };
}
