using System.IO.Pipelines;
using Google.Protobuf;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>The receiving half of a call, and its end. It starts when it is made.</summary>
internal sealed class ClientCall<TResponse> : IAsyncDisposable
    where TResponse : class, IMessage<TResponse>
{
    private readonly HttpRequestMessage _request;
    private readonly MessageParser<TResponse> _parser;
    private readonly int _maxMessageBytes;
    private readonly Task<HttpResponseMessage> _response;
    private MessageReader<TResponse>? _reader;
    private PipeReader? _pipe;
    private CancellationTokenRegistration _cancellation;
    private int _isReading;

    public ClientCall(
        HttpMessageInvoker invoker, HttpRequestMessage request, MessageParser<TResponse> parser, int maxMessageBytes, ClientCallLifetime lifetime)
    {
        _request = request;
        _parser = parser;
        _maxMessageBytes = maxMessageBytes;
        Lifetime = lifetime;
        _response = SendAsync(invoker);
        // Whoever never looks at the response of a call that failed has disposed of the call, and has seen the failure elsewhere.
        _ = _response.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public ClientCallLifetime Lifetime { get; }

    /// <summary>How the call ended, or null while it goes on or when it broke.</summary>
    public RpcStatus? Status { get; private set; }

    public RpcMetadata Trailers { get; private set; } = [];

    /// <summary>Completes when the request was refused or lost, or the response's headers are there.</summary>
    public Task AnsweredAsync => _response;

    public async Task<RpcMetadata> HeadersAsync()
    {
        try
        {
            return ResponseHead.Metadata((await _response).Headers);
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    /// <summary>The next message; null when the call has ended with OK.</summary>
    public async ValueTask<TResponse?> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
        {
            throw new InvalidOperationException("Another read on this stream is under way: await it first.");
        }

        try
        {
            // A read that is broken off leaves the stream at an unknown place, so it ends the call.
            await using var registration = cancellationToken.UnsafeRegister(static call => ((ClientCallLifetime)call!).Cancel(), Lifetime);
            return await ReadOrEndAsync();
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            Fail(e);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    /// <summary>The one message of a response that is no stream.</summary>
    public async Task<TResponse> ReadSingleAsync()
    {
        var message = await ReadAsync(CancellationToken.None) ?? throw new RpcException(RpcStatusCode.Internal, "The server ended the call with OK, but sent no response.");
        return await ReadAsync(CancellationToken.None) is null ? message : throw new RpcException(RpcStatusCode.Internal, "The server sent more than one response.");
    }

    public async ValueTask DisposeAsync()
    {
        Lifetime.Cancel();
        await Task.WhenAny(_response);
        if (_pipe is not null && Interlocked.Exchange(ref _isReading, 1) == 0)
        {
            // Not under a read: its buffer must not go back to the pool while bytes may still arrive in it.
            await _pipe.CompleteAsync();
        }

        if (_response.IsCompletedSuccessfully)
        {
            await _cancellation.DisposeAsync();
            (await _response).Dispose();
        }

        _request.Dispose();
        Lifetime.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker invoker)
    {
        Lifetime.Token.ThrowIfCancellationRequested();
        var response = await invoker.SendAsync(_request, Lifetime.Token);
        // From here on HttpClient no longer heeds the token; disposing of the response resets the stream even when nobody reads or writes.
        _cancellation = Lifetime.Token.UnsafeRegister(static r => ((HttpResponseMessage)r!).Dispose(), response);
        return response;
    }

    private async ValueTask<TResponse?> ReadOrEndAsync()
    {
        if (Status is null)
        {
            _reader ??= await OpenAsync();
            if (_reader is not null && await _reader.ReadAsync(Lifetime.Token) is { } message)
            {
                return message;
            }

            await EndAsync();
        }

        return Status is { Code: RpcStatusCode.Ok } ? null : throw new RpcException(Status!.Value.Code, Status.Value.Message, Trailers);
    }

    /// <summary>The reader of messages, or null if the headers have ended the call already.</summary>
    private async ValueTask<MessageReader<TResponse>?> OpenAsync()
    {
        var response = await _response;
        if (ResponseHead.EarlyStatus(response) is not null)
        {
            return null;
        }

        _pipe = PipeReader.Create(await response.Content.ReadAsStreamAsync(Lifetime.Token), ClientPipes.ReaderOptions);
        return new MessageReader<TResponse>(_pipe, _parser, _maxMessageBytes);
    }

    private async ValueTask EndAsync()
    {
        var response = await _response;
        Trailers = ResponseHead.Metadata(_reader is null ? response.Headers : response.TrailingHeaders);
        Status = _reader is null ? ResponseHead.EarlyStatus(response) : ResponseHead.FinalStatus(response);
    }

    private Exception Fail(Exception fault)
    {
        var explained = Lifetime.Explain(fault);
        Status ??= explained is RpcException e ? e.Status : new RpcStatus(RpcStatusCode.Cancelled, "The caller cancelled the call.");
        return explained;
    }
}
