using System.Threading.Channels;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Telemetry;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink;

/// <summary>Does what the cluster asks, one command at a time, and answers each by a fact in the journal. A command may come again until its answer is committed: every one of them may be done twice.</summary>
internal sealed partial class CommandRunner(
    IHeldJobs jobs, IReleases releases, HandOvers handOvers, CopyKeeper copies, IEndSessions sessions, IAgentJournal journal, ILogger<CommandRunner> logger) : BackgroundService
{
    private const int WaitingMax = 1_000;
    private const int RememberedMax = 10_000;

    private readonly Channel<Command> _waiting = Channel.CreateBounded<Command>(new BoundedChannelOptions(WaitingMax) { SingleReader = true });
    private readonly Queue<string> _answeredOrder = new();
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);

    /// <summary>Takes a command on. One that finds no room is dropped: the cluster sends it again at the next connection.</summary>
    public void Take(Command command)
    {
        if (!_waiting.Writer.TryWrite(command))
        {
            AgentInstruments.OnLimit(LimitNames.Commands);
            LogNoRoom(command.CommandId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var command in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (_answered.Contains(command.CommandId))
            {
                continue;
            }

            var (ok, message) = await TryRunAsync(command, stoppingToken);
            await journal.AppendAsync(new AgentEvent { CommandDone = new CommandDone { CommandId = command.CommandId, Ok = ok, Message = message } }, stoppingToken);
            Remember(command.CommandId);
        }
    }

    private async Task<(bool Ok, string Message)> TryRunAsync(Command command, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(command, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(fault, command.CommandId, command.BodyCase);
            return (false, fault.Message);
        }
    }

    private async Task<(bool Ok, string Message)> RunAsync(Command command, CancellationToken cancellationToken)
    {
        switch (command.BodyCase)
        {
            case Command.BodyOneofCase.DeleteJob:
                var deletion = command.DeleteJob;
                UserId? deleter = UserId.TryParse(deletion.UserId, out var user) ? user : null;
                var deleted = await jobs.DeleteAsync(JobId.Parse(deletion.JobId), deletion.Cause, deleter, cancellationToken);
                return (deleted.Code != DeleteCode.Busy, deleted.Code.ToString());
            case Command.BodyOneofCase.ReleaseJob:
                var asked = command.ReleaseJob;
                var result = await releases.RequestAsync(
                    JobId.Parse(asked.JobId), ReleaseId.Parse(asked.ReleaseId), DeviceId.Parse(asked.DeviceId), UserId.Parse(asked.UserId), ReleaseRight.Cluster, cancellationToken);
                return (result.Code == ReleaseRequestCode.Accepted, result.Message);
            case Command.BodyOneofCase.ClaimJob:
                var claimed = await jobs.ResolveOwnerAsync(JobId.Parse(command.ClaimJob.JobId), UserId.Parse(command.ClaimJob.OwnerUserId), cancellationToken);
                return (claimed, claimed ? "" : "The job is gone, or has an owner.");
            case Command.BodyOneofCase.EndSession:
                await sessions.EndAsync(command.EndSession.SessionId, cancellationToken);
                return (true, "");
            case Command.BodyOneofCase.EndHandOver:
                var ended = await handOvers.EndAsync(ToFact(command.EndHandOver));
                return (true, ended ? "" : "That release is over, or no hand-over of this agent.");
            case Command.BodyOneofCase.WithdrawRelease:
                var withdrawn = ReleaseId.Parse(command.WithdrawRelease.ReleaseId);
                await releases.CancelAsync(withdrawn, command.WithdrawRelease.Reason);
                return (true, releases.Find(withdrawn) is null ? "That release is over, or was never here." : "");
            case Command.BodyOneofCase.CopyJob:
                var whyNot = copies.Accept(command.CopyJob);
                return (whyNot.Length == 0, whyNot);
            case Command.BodyOneofCase.DropCopy:
                copies.Drop(JobId.Parse(command.DropCopy.JobId));
                return (true, "");
            default:
                return (false, $"This agent ({Enrolment.Version}) does not know the command '{command.BodyCase}': update it.");
        }
    }

    private static JobReleaseFinished ToFact(EndHandOver end) => new()
    {
        JobId = end.JobId,
        ReleaseId = end.ReleaseId,
        DeviceId = end.DeviceId,
        UserId = end.UserId,
        Outcome = end.Outcome,
        Reason = end.Reason,
        PrintedAtSiteId = end.SiteId,
    };

    private void Remember(string id)
    {
        _answered.Add(id);
        _answeredOrder.Enqueue(id);
        if (_answeredOrder.Count > RememberedMax)
        {
            _answered.Remove(_answeredOrder.Dequeue());
        }
    }

    [LoggerMessage(2120, LogLevel.Warning, "No room for command {Command}; the cluster will send it again")]
    private partial void LogNoRoom(string command);

    [LoggerMessage(2121, LogLevel.Error, "Command {Command} ({Kind}) failed")]
    private partial void LogFailed(Exception fault, string command, Command.BodyOneofCase kind);
}
