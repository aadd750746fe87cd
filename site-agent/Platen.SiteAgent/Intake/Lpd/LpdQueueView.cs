using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.Protocols.Lpd;
using Platen.SiteAgent.Jobs;
using JobState = Platen.Domain.Jobs.JobState;

namespace Platen.SiteAgent.Intake.Lpd;

/// <summary>
/// What a caller may see and remove of a queue (RFC 1179, sections 5.3 to 5.5). By certificate: the own jobs. Without: jobs that came from the same address under the name that is given now, and whose
/// owner rests on no more than such a name; their titles are not told (PR22). Whoever gives no name sees none.
/// </summary>
internal sealed class LpdQueueView(IHeldJobs jobs, JobReceiver receiver)
{
    private const int JobsMax = 100;
    private const int NumbersMax = 1_000_000;

    /// <summary>The queue's state as text, short or long.</summary>
    public string Describe(LpdCommand command, LpdCaller caller)
    {
        if (receiver.Check(command.Queue) is { } refusal)
        {
            return refusal.Message + "\n";
        }

        var names = command.Operands.Where(operand => !IsNumber(operand)).ToList();
        var numbers = command.Operands.Where(IsNumber).ToHashSet(StringComparer.Ordinal);
        var shown = Of(command.Queue, caller, names).Where(job => numbers.Count == 0 || numbers.Contains(Number(job))).ToList();
        var text = new StringBuilder(CultureInfo.InvariantCulture.TextInfo.ToLower(command.Queue)).Append(" is ready and accepts jobs.\n");
        if (shown.Count == 0)
        {
            return text.Append(caller.User is null && names.Count == 0 ? "Give your user name to see your jobs, or log in at a device.\n" : "no entries\n").ToString();
        }

        var isLong = command.Code == LpdCommandCode.SendQueueStateLong;
        text.Append(isLong ? "" : "Rank    Owner            Job     Files                            Total Size\n");
        foreach (var job in shown)
        {
            Append(text, job, caller.User is null ? "document" : job.Title, isLong);
        }

        return text.ToString();
    }

    /// <summary>Removes the caller's jobs that the command names: by number, or all of the agent by its name; without either the first one. False: none was removed.</summary>
    public async ValueTask<bool> RemoveAsync(LpdCommand command, LpdCaller caller, CancellationToken cancellationToken)
    {
        if (receiver.Check(command.Queue) is not null)
        {
            return false;
        }

        var own = Of(command.Queue, caller, [command.Agent]);
        var name = caller.User?.LoginName ?? command.Agent;
        var wanted = command.Operands.Length == 0
            ? own.Take(1)
            : command.Operands.Contains(name, StringComparer.Ordinal) ? own : own.Where(job => command.Operands.Contains(Number(job), StringComparer.Ordinal));
        var removed = false;
        foreach (var job in wanted.ToList())
        {
            removed |= (await jobs.DeleteAsync(job.Id, DeletionCause.Owner, job.Owner, cancellationToken)).Code == DeleteCode.Deleted;
        }

        return removed;
    }

    /// <summary>The number by which a job is named: LPD wants small ones, so it is made of the id's random end.</summary>
    public static string Number(HeldJob job)
    {
        Span<byte> id = stackalloc byte[16];
        job.Id.Value.TryWriteBytes(id, bigEndian: true, out _);
        return (BinaryPrimitives.ReadUInt32BigEndian(id[12..]) % NumbersMax).ToString(CultureInfo.InvariantCulture);
    }

    // oldest first, as a queue is listed
    private List<HeldJob> Of(string queueName, LpdCaller caller, IEnumerable<string> names)
    {
        if (!QueueId.TryParse(queueName, out var queue))
        {
            return [];
        }

        var found = caller.User is { } user
            ? jobs.ListOwnedBy(UserId.Parse(user.UserId), JobsMax).Where(job => job.Queue == queue)
            : names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)
                .SelectMany(name => jobs.ListSentBy(new JobSender(queue, name, caller.Source), JobsMax))
                .Where(job => job.Evidence <= OwnerEvidence.TrustedWorkstation && !job.Ticket.Authenticated);
        return [.. found.OrderBy(job => job.ReceivedAt).Take(JobsMax)];
    }

    private static void Append(StringBuilder text, HeldJob job, string title, bool isLong)
    {
        var (rank, owner, number) = (Rank(job), Column(job.ClaimedUser, 16), Number(job));
        if (isLong)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{job.ClaimedUser}: {rank,-30} [job {number}]\n        {Column(title, 40)} {job.SizeBytes} bytes\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{rank,-7} {owner} {number,-7} {Column(title, 32)} {job.SizeBytes} bytes\n");
        }
    }

    private static string Rank(HeldJob job) => job.State switch
    {
        JobState.Processing => "active",
        JobState.Completed => "printed",
        _ => "held",
    };

    private static string Column(string text, int width) => (text.Length > width ? text[..width] : text).PadRight(width);

    private static bool IsNumber(string operand) => operand.Length > 0 && operand.All(char.IsAsciiDigit);
}
