using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Replica;

/// <summary>
/// The replica: one immutable state behind one reference, so reads never wait; every change is on disk before it is seen. What it cannot read it drops, with an error in the
/// log and cursor 0, because the server has it all and sends a snapshot. Thread-safe.
/// </summary>
internal sealed partial class DurableReplica : IReplica, IStagedSnapshot, IDisposable
{
    /// <summary>Longer typed credentials are not even looked up.</summary>
    public const int CredentialCharsMax = 128;

    private readonly IDisk _disk;
    private readonly ReplicaOptions _options;
    private readonly SiteKeyRing _keys;
    private readonly ILogger<DurableReplica> _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private ReplicaState _state = ReplicaState.Empty;
    private TaskCompletionSource _changed = NewSignal();
    private ReplicaFile? _file;
    private ReplicaStateBuilder? _staged;

    private DurableReplica(IDisk disk, ReplicaOptions options, SiteKeyRing keys, ILogger<DurableReplica> logger)
    {
        _disk = disk;
        _options = options;
        _keys = keys;
        _logger = logger;
    }

    public ReplicaPolicy? Policy => State.Policy;

    public ulong Cursor => State.Cursor;

    public IReadOnlyCollection<ReplicaQueue> Queues => State.Queues;

    public IReadOnlyCollection<ReplicaDevice> Devices => State.Devices;

    private ReplicaState State => Volatile.Read(ref _state);

    /// <summary>Reads the replica from its folder. A file under an older site key is rewritten under the present one.</summary>
    public static DurableReplica Open(IDisk disk, ReplicaOptions options, SiteKeyRing keys, ILogger<DurableReplica> logger)
    {
        disk.CreateDirectory(options.Directory);
        var replica = new DurableReplica(disk, options, keys, logger);
        replica.Read();
        return replica;
    }

    public ReplicaUser? FindUser(UserId user) => State.Users.GetValueOrDefault(user);

    public IReadOnlyCollection<UserId> ListDelegatingTo(UserId user) => State.Delegations.GetValueOrDefault(user, []);

    public ReplicaUser? FindUserByLogin(string loginName) =>
        loginName.Length is > 0 and <= CredentialCharsMax ? State.Logins.GetValueOrDefault(loginName.Trim()) : null;

    public ReplicaUser? FindUserByCard(string cardNumber)
    {
        var state = State;
        return cardNumber.Length <= CredentialCharsMax && CredentialIndex.NormalizeCard(cardNumber).Length > 0 && state.Policy is { CredentialKey.Length: > 0 } policy
            && IndexKey.TryRead(CredentialIndex.OfCard(policy.CredentialKey.Span, cardNumber).AsSpan(), out var key)
            ? state.Cards.GetValueOrDefault(key)
            : null;
    }

    public ReplicaUser? FindUserByPin(string pin)
    {
        var state = State;
        return pin.Length is > 0 and <= CredentialCharsMax && state.Policy is { CredentialKey.Length: > 0 } policy
            && IndexKey.TryRead(CredentialIndex.OfPin(policy.CredentialKey.Span, pin).AsSpan(), out var key)
            ? state.Pins.GetValueOrDefault(key)
            : null;
    }

    public ReplicaQueue? FindQueue(QueueId queue) => State.QueuesById.GetValueOrDefault(queue);

    public ReplicaDevice? FindDevice(DeviceId device) => State.DevicesById.GetValueOrDefault(device);

    public Task WaitForChangeAsync(CancellationToken cancellationToken) => Volatile.Read(ref _changed).Task.WaitAsync(cancellationToken);

    public async ValueTask ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            if (batch.SnapshotBegin || _staged is not null)
            {
                ApplyToSnapshot(batch);
            }
            else if (batch.Cursor > State.Cursor)
            {
                ApplyChanges(batch);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask AbandonAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        _staged = null;
        _writing.Release();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _writing.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Read()
    {
        try
        {
            if (ReplicaFile.TryOpen(_disk, _options.Directory, _keys) is not var (file, state))
            {
                return;
            }

            (_file, _state) = (file, state);
            if (file.TornBytes > 0)
            {
                LogTorn(_logger, file.TornBytes);
            }

            LogRead(_logger, state.Users.Count, state.Queues.Length, state.Devices.Length, state.Cursor);
            CompactIfDue();
        }
        catch (Exception e) when (e is ReplicaDamagedException or InvalidProtocolBufferException)
        {
            LogDropped(_logger, e);
        }
    }

    private void ApplyToSnapshot(ChangeBatch batch)
    {
        if (batch.SnapshotBegin)
        {
            _staged = new ReplicaStateBuilder(ReplicaState.Empty);
        }

        _staged!.Apply(batch.Changes);
        if (!batch.SnapshotEnd)
        {
            return;
        }

        var state = _staged.ToState(batch.Cursor);
        WarnOfUnusable(_staged);
        _staged = null;
        Rewrite(state);
        Publish(state);
        LogSnapshot(_logger, state.Users.Count, state.Queues.Length, state.Devices.Length, state.Cursor);
    }

    private void ApplyChanges(ChangeBatch batch)
    {
        var builder = new ReplicaStateBuilder(State);
        builder.Apply(batch.Changes);
        WarnOfUnusable(builder);
        var state = builder.ToState(batch.Cursor);
        if (_file is null)
        {
            Rewrite(state);
        }
        else
        {
            Append(batch);
        }

        Publish(state);
        CompactIfDue();
    }

    private void Append(ChangeBatch batch)
    {
        try
        {
            _file!.Append(batch);
        }
        catch (IOException)
        {
            // what is on disk behind the last good record is not known any more: the next change writes a whole new file
            _file!.Dispose();
            _file = null;
            throw;
        }
    }

    private void CompactIfDue()
    {
        if (_file is not { } file || (file.SiteKeyId == _keys.Active.Id && file.Length - file.SnapshotLength <= Math.Max(_options.CompactBytesMin, file.SnapshotLength)))
        {
            return;
        }

        try
        {
            Rewrite(State);
        }
        catch (IOException e)
        {
            LogNotCompacted(_logger, e);
        }
    }

    private void Rewrite(ReplicaState state)
    {
        var next = ReplicaFile.Write(_disk, _options.Directory, _keys, state);
        _file?.Dispose();
        _file = null; // until it is certain which file is in place, nothing is appended to either
        try
        {
            ReplicaFile.Activate(_disk, _options.Directory);
        }
        catch (IOException)
        {
            next.Dispose();
            throw;
        }

        _file = next;
    }

    private void Publish(ReplicaState state)
    {
        Volatile.Write(ref _state, state);
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private void WarnOfUnusable(ReplicaStateBuilder builder)
    {
        if (builder.Unusable > 0)
        {
            LogUnusable(_logger, builder.Unusable);
        }
    }
}
