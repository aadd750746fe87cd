using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>
/// A call in which both sides stream. One task may read while another writes. The call is over when <see cref="ReadAsync"/> returns null or throws;
/// disposing of it earlier cancels it on the server too.
/// </summary>
/// <typeparam name="TRequest">The message that goes to the server.</typeparam>
/// <typeparam name="TResponse">The message that comes back.</typeparam>
public sealed class RpcBidiCall<TRequest, TResponse> : IRpcReader<TResponse>, IRpcWriter<TRequest>, IAsyncDisposable
    where TRequest : class, IMessage<TRequest>, new()
    where TResponse : class, IMessage<TResponse>, new()
{
    private readonly DuplexContent _content;
    private readonly ClientCall<TResponse> _call;
    private readonly int _maxSendBytes;
    private readonly Lazy<Task<MessageWriter<TRequest>>> _writer;
    private bool _isCompleted;

    internal RpcBidiCall(RpcChannel channel, RpcMethod<TRequest, TResponse> method, RpcCallOptions? options)
    {
        _maxSendBytes = channel.Options.MaxSendMessageBytes;
        _content = new DuplexContent(channel.Time);
        _call = channel.Start(method, _content, options);
        _ = _call.AnsweredAsync.ContinueWith(_ => _content.OnAnswered(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _writer = new(OpenAsync);
    }

    /// <summary>The server's metadata, as soon as it has sent its headers: on its first message, or earlier if it wants.</summary>
    /// <exception cref="RpcException">The call failed before.</exception>
    public Task<RpcMetadata> ResponseHeadersAsync => _call.HeadersAsync();

    /// <summary>How the call ended; null while it goes on. Known when reading has come to the end.</summary>
    public RpcStatus? Status => _call.Status;

    /// <summary>The metadata that came with the status.</summary>
    public RpcMetadata Trailers => _call.Trailers;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(TRequest message, RpcWriteOptions options = RpcWriteOptions.Flush, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_isCompleted)
        {
            throw new InvalidOperationException("The sending side was completed: no message can follow.");
        }

        await SendAsync(message, options, cancellationToken);
    }

    /// <summary>Tells the server that no more messages come; its own may still come. Doing so twice is harmless.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        if (!_isCompleted)
        {
            _isCompleted = true;
            await SendAsync(null, RpcWriteOptions.Flush, cancellationToken);
            _content.Complete();
        }
    }

    /// <inheritdoc/>
    public ValueTask<TResponse?> ReadAsync(CancellationToken cancellationToken = default) => _call.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TResponse> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await _call.ReadAsync(cancellationToken) is { } message)
        {
            yield return message;
        }
    }

    /// <summary>Ends the call if it is still open: the server's token fires.</summary>
    public ValueTask DisposeAsync() => _call.DisposeAsync();

    /// <summary>Sends all requests, then reads the one response. When sending fails, the server's status says why.</summary>
    internal async Task<TResponse> SendAllAsync(IAsyncEnumerable<TRequest> requests)
    {
        try
        {
            await foreach (var request in requests.WithCancellation(_call.Lifetime.Token))
            {
                await WriteAsync(request, RpcWriteOptions.Flush, CancellationToken.None);
            }

            await CompleteAsync(CancellationToken.None);
        }
        catch (RpcException e) when (e.InnerException is not null)
        {
            // The transport broke, or the server has answered already; reading tells which.
            return await _call.ReadSingleAsync();
        }

        return await _call.ReadSingleAsync();
    }

    /// <summary>Sends a message, or if there is none, what was kept back.</summary>
    private async ValueTask SendAsync(TRequest? message, RpcWriteOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var registration = cancellationToken.UnsafeRegister(static life => ((ClientCallLifetime)life!).Cancel(), _call.Lifetime);
            var writer = await _writer.Value;
            await (message is null ? writer.FlushPendingAsync(_call.Lifetime.Token) : writer.WriteAsync(message, options, _call.Lifetime.Token));
        }
        catch (Exception e) when (e is not (InvalidOperationException or RpcException) || e is ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ExplainSendFault(e);
        }
    }

    private async Task<MessageWriter<TRequest>> OpenAsync()
    {
        if (await Task.WhenAny(_content.OpenedAsync, _call.AnsweredAsync) == _call.AnsweredAsync && !_content.OpenedAsync.IsCompleted)
        {
            await _call.AnsweredAsync;
            throw new IOException("The server answered before the stream was open.");
        }

        return new MessageWriter<TRequest>(PipeWriter.Create(await _content.OpenedAsync, ClientPipes.WriterOptions), _maxSendBytes);
    }

    private Exception ExplainSendFault(Exception fault)
    {
        var isOver = _call.Lifetime.Token.IsCancellationRequested || _call.AnsweredAsync is { IsFaulted: true } or { IsCanceled: true };
        return isOver
            ? _call.Lifetime.Explain(fault)
            : new RpcException(
                RpcStatusCode.Cancelled, "The server takes no more messages: read on for the status it ended the call with.", innerException: fault);
    }
}
