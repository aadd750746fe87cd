using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Tests;

public sealed class ControlTests
{
    [Theory]
    [InlineData("ready", "Ready")]
    [InlineData("out-of-paper", "OutOfPaper")]
    [InlineData("jammed", "Jammed")]
    [InlineData("offline", "Offline")]
    [InlineData("door-open", "DoorOpen")]
    public async Task Condition_Posted_IsTheDevicesCondition(string word, string condition)
    {
        await using var mfp = await RunningMfp.StartAsync();

        (await PostAsync(mfp, "/state", $"{{\"condition\":\"{word}\"}}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        mfp.Device.Condition.ShouldBe(Enum.Parse<MfpCondition>(condition));
        (await GetAsync(mfp, "/state")).GetProperty("condition").GetString().ShouldBe(word);
    }

    [Fact]
    public async Task Behaviour_Posted_IsTheDevicesBehaviour()
    {
        await using var mfp = await RunningMfp.StartAsync();

        await PostAsync(mfp, "/behaviour", "{\"bytesPerSecond\":1000,\"cutAfterBytes\":null,\"refuseConnections\":true,\"stallAfterBytes\":5,\"pagesPerMinute\":30}");

        mfp.Device.Behaviour.ShouldBe(new MfpBehaviour { BytesPerSecond = 1000, RefuseConnections = true, StallAfterBytes = 5, PagesPerMinute = 30 });
    }

    [Theory]
    [InlineData("/state", "{\"condition\":\"on-fire\"}", "condition")]
    [InlineData("/state", "{}", "out-of-paper")]
    [InlineData("/state", "not json", "JSON")]
    [InlineData("/state", "{\"condition\":3}", "condition")]
    [InlineData("/behaviour", "{\"bytesPerSecond\":0}", "bytesPerSecond must be 1 or more")]
    [InlineData("/behaviour", "{\"pagesPerMinute\":-1}", "pagesPerMinute")]
    [InlineData("/behaviour", "{\"slow\":true}", "slow")]
    public async Task BadInput_Posted_IsNamed(string path, string body, string named)
    {
        await using var mfp = await RunningMfp.StartAsync();

        var response = await PostAsync(mfp, path, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(named, Case.Insensitive);
    }

    [Fact]
    public async Task Jobs_Asked_AreListedWithTheirPages()
    {
        await using var mfp = await RunningMfp.StartAsync();
        await mfp.PrintRawAsync(Documents.Wrap(Documents.PostScript));
        await mfp.PrintedAsync(1);

        var job = (await GetAsync(mfp, "/jobs")).EnumerateArray().ShouldHaveSingleItem();

        job.GetProperty("jobName").GetString().ShouldBe("alice report");
        job.GetProperty("pagesPrinted").GetInt32().ShouldBe(2);
        job.GetProperty("state").GetString().ShouldBe("completed");
        (await new HttpClient().GetAsync(new Uri(mfp.Endpoints.ControlUri + "/other"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EndpointsFile_WhenReady_TellsTheRealPorts()
    {
        await using var mfp = await RunningMfp.StartAsync();

        var file = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(mfp.DataFolder, "mfp.json"))).RootElement;

        file.GetProperty("rawPort").GetInt32().ShouldBe(mfp.Endpoints.RawPort);
        file.GetProperty("ippsUri").GetString().ShouldBe(mfp.Endpoints.IppsUri);
        file.GetProperty("controlUri").GetString().ShouldBe(mfp.Endpoints.ControlUri);
    }

    [Fact]
    public async Task Program_StartedOnABusyPort_NamesItAndTheFix()
    {
        await using var mfp = await RunningMfp.StartAsync();
        var assembly = typeof(VirtualMfpServer).Assembly.Location;

        var text = await Peer.RunAsync(
            Environment.ProcessPath!, "dotnet", [assembly, "--data", Path.Combine(mfp.DataFolder, "second"), "--raw-port", $"{mfp.Endpoints.RawPort}"], exitCode: 1);

        text.ShouldContain($"127.0.0.1:{mfp.Endpoints.RawPort}");
        text.ShouldContain("choose another port");
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningMfp mfp, string path, string body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(new Uri(mfp.Endpoints.ControlUri + path), content);
    }

    private static async Task<JsonElement> GetAsync(RunningMfp mfp, string path)
    {
        using var client = new HttpClient();
        return await client.GetFromJsonAsync<JsonElement>(new Uri(mfp.Endpoints.ControlUri + path));
    }
}
