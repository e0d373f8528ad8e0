package dev.gatehouse.identity;

import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Another service beside a test, which is away else; to the end of the test. */
public final class Beside {
    private final Map<String, Object> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();

    private Beside() {}

    /** One that answers all calls, with nothing where nothing else was said. @param service its interface */
    public static <T> Beside of(Class<T> service) {
        var beside = new Beside();
        Object peer = Proxy.newProxyInstance(
                service.getClassLoader(),
                new Class<?>[] {service},
                (proxy, method, arguments) -> beside.answer(
                        method.getName(), arguments == null || arguments.length == 0 ? "" : arguments[0]));
        QuarkusMock.installMockForType(service.cast(peer), service);
        return beside;
    }

    /** @param answer to calls of that method from now on; an exception is thrown */
    public Beside answering(String method, Object answer) {
        answers.put(method, answer);
        return this;
    }

    /** As they came, each with its first argument. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized Object answer(String method, Object argument) {
        if (method.equals("toString") || method.equals("hashCode")) {
            return method.equals("hashCode") ? (Object) System.identityHashCode(this) : "Beside";
        }
        calls.add(method + " " + argument);
        return switch (answers.get(method)) {
            case null -> Uni.createFrom().nullItem();
            case Throwable away -> Uni.createFrom().failure(away);
            case Object answer -> Uni.createFrom().item(answer);
        };
    }
}
