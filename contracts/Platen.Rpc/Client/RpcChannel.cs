using System.Net;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Platen.Rpc.Client;

/// <summary>
/// Calls the methods of one server. Thread-safe; make one and keep it, as it keeps the connections. Calls do not retry: a failed one ends
/// with an <see cref="RpcException"/>, and UNAVAILABLE is the code to retry with back-off. A call whose own token is cancelled ends with
/// <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class RpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly bool _ownsInvoker;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationToken _closedToken;

    /// <summary>A channel over an HTTP pipeline that the caller has made and disposes of.</summary>
    /// <param name="invoker">Sends requests over HTTP/2; no <see cref="HttpClient"/>, which would gather a whole response before handing it out.</param>
    /// <param name="address">Scheme, host and port; <c>http</c> means HTTP/2 without TLS.</param>
    /// <param name="options">Limits; the connection's own settings in it do not apply here.</param>
    /// <param name="time">The clock of deadlines; the system's if null.</param>
    public RpcChannel(HttpMessageInvoker invoker, Uri address, RpcChannelOptions? options = null, TimeProvider? time = null)
        : this(invoker, ownsInvoker: false, address, options, time)
    {
    }

    private RpcChannel(HttpMessageInvoker invoker, bool ownsInvoker, Uri address, RpcChannelOptions? options, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(address);
        if (invoker is HttpClient)
        {
            throw new ArgumentException("An HttpClient gathers whole responses: give the channel an HttpMessageInvoker, or its handler.", nameof(invoker));
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.AbsolutePath != "/")
        {
            throw new ArgumentException($"'{address}' is no server address: give scheme, host and port, as in https://gateway.example:8443.", nameof(address));
        }

        _invoker = invoker;
        _ownsInvoker = ownsInvoker;
        _closedToken = _closed.Token;
        Address = address;
        Options = options ?? new RpcChannelOptions();
        Time = time ?? TimeProvider.System;
    }

    /// <summary>The server.</summary>
    public Uri Address { get; }

    internal RpcChannelOptions Options { get; }

    internal TimeProvider Time { get; }

    /// <summary>
    /// A channel with its own connections. TLS is the handler's: set the client's certificate and the check of the server's in its
    /// <see cref="SocketsHttpHandler.SslOptions"/>.
    /// </summary>
    /// <param name="handler">A handler nothing was sent through yet; the channel sets what gRPC needs, and disposes of it.</param>
    /// <param name="address">Scheme, host and port; <c>http</c> means HTTP/2 without TLS.</param>
    /// <param name="options">Limits, keep-alive and time-outs.</param>
    /// <param name="time">The clock of deadlines; the system's if null.</param>
    public static RpcChannel Create(SocketsHttpHandler handler, Uri address, RpcChannelOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        options ??= new RpcChannelOptions();
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.EnableMultipleHttp2Connections = true;
        handler.ConnectTimeout = options.ConnectTimeout;
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        handler.KeepAlivePingDelay = options.KeepAlivePingDelay;
        handler.KeepAlivePingTimeout = options.KeepAlivePingTimeout;
        return new RpcChannel(new HttpMessageInvoker(handler), ownsInvoker: true, address, options, time);
    }

    /// <summary>Sends one request and waits for the one response.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, RpcCallOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        method.RequireKind(RpcMethodKind.Unary);
        await using var call = Start(method, new SingleMessageContent(request, Options.MaxSendMessageBytes), options);
        return await call.ReadSingleAsync();
    }

    /// <summary>Sends one request; the responses come as they are read.</summary>
    /// <exception cref="RpcException">The call failed; thrown where the responses are read.</exception>
    public async IAsyncEnumerable<TResponse> ServerStreamAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method,
        TRequest request,
        RpcCallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        method.RequireKind(RpcMethodKind.ServerStreaming);
        await using var call = Start(method, new SingleMessageContent(request, Options.MaxSendMessageBytes), options);
        while (await call.ReadAsync(cancellationToken) is { } response)
        {
            yield return response;
        }
    }

    /// <summary>Sends requests as they come and waits for the one response. A server that answers early stops the sending.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    public async Task<TResponse> ClientStreamAsync<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, RpcCallOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(requests);
        method.RequireKind(RpcMethodKind.ClientStreaming);
        await using var call = new RpcBidiCall<TRequest, TResponse>(this, method, options);
        return await call.SendAllAsync(requests);
    }

    /// <summary>Opens a call in which both sides stream. It starts at once; dispose of it to end it.</summary>
    public RpcBidiCall<TRequest, TResponse> OpenBidi<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, RpcCallOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(method);
        method.RequireKind(RpcMethodKind.Bidi);
        return new RpcBidiCall<TRequest, TResponse>(this, method, options);
    }

    /// <summary>Ends open calls with CANCELLED, and closes the connections that <see cref="Create"/> has made.</summary>
    public void Dispose()
    {
        if (!_closedToken.IsCancellationRequested)
        {
            _closed.Cancel();
            _closed.Dispose();
        }

        if (_ownsInvoker)
        {
            _invoker.Dispose();
        }
    }

    internal ClientCall<TResponse> Start<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, HttpContent content, RpcCallOptions? options)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        options ??= RpcCallOptions.None;
        var lifetime = new ClientCallLifetime(options, Time, _closedToken);
        var request = RequestFactory.Create(new Uri(Address, method.Path), content, options.Metadata, lifetime.Timeout);
        return new ClientCall<TResponse>(_invoker, request, method.ResponseParser, Options.MaxReceiveMessageBytes, lifetime);
    }
}
