using System.Net.Sockets;
using System.Text;
using Platen.Desktop.Login;

namespace Platen.Desktop.Tests.Login;

/// <summary>RFC 8252, 7.3: who else knocks at the address that waits for the browser is sent away, and the browser's answer still counts.</summary>
public sealed class LoopbackListenerTests : IDisposable
{
    private const string State = "the-state";

    private readonly LoopbackListener _listener = new(State, TimeProvider.System);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Answer_OfTheBrowser_IsTaken()
    {
        var answer = WaitAsync();
        (await SendAsync($"GET /answer?code=c%2B1&state={State}&iss=https%3A%2F%2Fp HTTP/1.1")).ShouldContain("200 OK");
        (await answer).ShouldBe(new LoopbackAnswer("c+1", "", "https://p"));
    }

    [Theory]
    [InlineData("GET /answer?code=c&state=other HTTP/1.1")]
    [InlineData("GET /answer?code=c HTTP/1.1")]
    [InlineData("GET /answer?code=c&state=the-state&state=the-state HTTP/1.1")]
    [InlineData("GET /answer?code=c&code=d&state=the-state HTTP/1.1")]
    [InlineData("GET /answer?code=c&error=e&state=the-state HTTP/1.1")]
    [InlineData("GET /answer?state=the-state HTTP/1.1")]
    [InlineData("GET /other?code=c&state=the-state HTTP/1.1")]
    [InlineData("GET /answer/?code=c&state=the-state HTTP/1.1")]
    [InlineData("POST /answer?code=c&state=the-state HTTP/1.1")]
    [InlineData("GET /favicon.ico HTTP/1.1")]
    [InlineData("GET http://127.0.0.1/answer?code=c&state=the-state HTTP/1.1")]
    [InlineData("nonsense")]
    public async Task Request_ThatIsNotTheAnswer_IsForgotten_AndTheAnswerAfterItCounts(string line)
    {
        // mutants: the state is not compared; a second parameter of the same name wins; any path or method will do
        var answer = WaitAsync();
        (await SendAsync(line)).ShouldContain("404 Not Found");
        answer.IsCompleted.ShouldBeFalse();
        await SendAsync($"GET /answer?error=access_denied&state={State} HTTP/1.1");
        (await answer).ShouldBe(new LoopbackAnswer("", "access_denied", null));
    }

    [Fact]
    public async Task Connection_ThatIsCutOrSendsTooMuch_IsForgotten()
    {
        // mutant: the head is read without a limit
        var answer = WaitAsync();
        using (await ConnectAsync())
        {
        }

        await SendAsync("GET /answer?code=" + new string('x', LoopbackListener.HeadMax) + $"&state={State} HTTP/1.1", mayFail: true);
        answer.IsCompleted.ShouldBeFalse();
        await SendAsync($"GET /answer?code=c&state={State} HTTP/1.1");
        (await answer)!.Code.ShouldBe("c");
    }

    [Fact]
    public async Task Answer_AsText_HasNoCode()
    {
        var answer = WaitAsync();
        await SendAsync($"GET /answer?code=secret&state={State} HTTP/1.1");
        (await answer)!.ToString().ShouldNotContain("secret");
    }

    private Task<LoopbackAnswer?> WaitAsync() => _listener.WaitAsync(default).WaitAsync(TimeSpan.FromSeconds(20));

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(_listener.RedirectAddress).Port);
        return client;
    }

    private async Task<string> SendAsync(string line, bool mayFail = false)
    {
        using var client = await ConnectAsync();
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line + "\r\nHost: 127.0.0.1\r\n\r\n"));
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (IOException) when (mayFail)
        {
            return "";
        }
    }
}
